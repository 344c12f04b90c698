import torch


def count_layers(net: torch.nn.Module) -> tuple[int, int]:
    """Count the layers of a network (신경망의 층수): those that have something to learn.

    Args:
        net: a `torch.nn.Sequential` of linear and convolution layers, activations, pooling, flatten and dropout;
            parts of it may be `torch.nn.Sequential` again.

    Returns:
        (layers, hidden): how many modules have weights of their own, and how many of these layers are hidden, that is
        all but the last one. net is left unchanged.

    >>> count_layers(torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1)))
    (2, 1)
    """
    ### BEGIN SOLUTION
    layers = sum(len(list(module.parameters(recurse=False))) > 0 for module in net.modules())
    return layers, layers - 1
    ### END SOLUTION
