"""Live objects for the tests of this assignment: in the worker for a student, here for the reference.

A test that takes `student` also runs with the references in the student's place, which have neither `torch` nor
`provided`: theirs are the ones of this process.
"""

import importlib.util
from pathlib import Path

import torch

from autograder.testing import on_cpu

PROVIDED = Path(__file__).parents[2] / "assignments" / "classification" / "provided.py"


def torch_of(side):
    """Where torch's own modules, optimizers and loaders are built for this side."""
    return getattr(side, "torch", torch)


def provided_of(side):
    """Where the helpers of the public `provided.py` are built for this side."""
    return getattr(side, "provided", None) or _provided_here()


def linear(side, weight, bias):
    """`nn.Linear` with these parameters; weight has shape (outputs, inputs)."""
    layer = torch_of(side).nn.Linear(weight.shape[1], weight.shape[0])
    layer.load_state_dict({"weight": weight, "bias": bias})
    return layer


def batches(side, x, y, batch_size):
    """A loader that gives the samples in their order, on the device; the last batch may be short."""
    data = torch_of(side).utils.data
    return data.DataLoader(data.TensorDataset(x, y), batch_size=batch_size)


def batches_on_cpu(side, x, y, batch_size):
    """The same for a loop that has to move each minibatch itself."""
    is_remote = hasattr(side, "torch")
    return batches(side, on_cpu(x) if is_remote else x, on_cpu(y) if is_remote else y, batch_size)


def state(model):
    """Parameters and buffers by name, as they are now."""
    return {name: value.detach().clone() for name, value in model.state_dict().items()}


def sizes(model):
    """How many numbers each parameter of a model holds, the smallest first."""
    return sorted(parameter.numel() for parameter in model.parameters())


def asked_with(model, weight, bias, ask):
    """What `ask(model)` gives once a linear model has these parameters; its `sizes` if they are not the right ones.

    Args:
        model: of either side; it may call its parameters as it likes, and hold the weight transposed.
        weight: shape (outputs, inputs).
        bias: shape (outputs,).
        ask: a function of the model.

    """
    by_size = {weight.numel(): weight, bias.numel(): bias}
    if sizes(model) != sorted(by_size):
        return sizes(model)
    with torch.no_grad():
        for parameter in model.parameters():
            value = by_size[parameter.numel()]
            is_turned = value is weight and parameter.shape[0] == weight.shape[1]
            parameter.copy_((value.T if is_turned else value).reshape(parameter.shape))
    return ask(model)


def _provided_here():
    spec = importlib.util.spec_from_file_location("classification_provided", PROVIDED)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
