from collections.abc import Callable, Iterable

import torch
from torch import nn


def train_epoch(
    model: nn.Module,
    loader: Iterable[tuple[torch.Tensor, torch.Tensor]],
    optimizer: torch.optim.Optimizer,
    loss_fn: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    device: str | torch.device,
) -> float:
    """Train for one epoch (에포크): one update for each minibatch.

    Args:
        model: lies on `device` already; is put into training mode.
        loader: gives minibatches (x, y), which lie on the CPU. Each is moved to `device` when its turn comes.
        optimizer: holds the parameters of the model.
        loss_fn: loss_fn(model(x), y) is the mean loss of the minibatch, a 0-d tensor.
        device: such as "cpu" or "cuda".

    Returns:
        The mean loss over the samples of the epoch, each as it was before the update of its minibatch.

    >>> model = nn.Linear(1, 1, bias=False)
    >>> _ = nn.init.zeros_(model.weight)
    >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.25)
    >>> train_epoch(model, [(torch.ones(2, 1), torch.ones(2, 1))], optimizer, nn.MSELoss(), "cpu")
    1.0
    >>> model.weight.item()
    0.5
    """
    ### BEGIN SOLUTION
    model.train()
    total, count = 0.0, 0
    for batch in loader:
        x, y = (t.to(device) for t in batch)
        loss = loss_fn(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)  # loss is a mean, and the last minibatch may be short
        count += len(x)
    return total / count
    ### END SOLUTION
