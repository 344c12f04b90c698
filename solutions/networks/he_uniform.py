import math

import torch


def he_uniform(shape: tuple[int, ...], generator: torch.Generator | None = None) -> torch.Tensor:
    """Draw the weights of a layer from He's uniform distribution (He 초기화, 균등분포).

    fan_in is the number of inputs of one output: in_features, or in_channels times the size of the kernel.

    Args:
        shape: of the weight: (out_features, in_features) of a linear layer, or (out_channels, in_channels, *kernel)
            of a convolution with a kernel of any number of dimensions.
        generator: where all random numbers come from; None stands for the global generator of torch.

    Returns:
        A new float32 tensor of that shape. Its elements are independent of each other,
        uniform between -a and a, with a = sqrt(6 / fan_in).

    >>> weight = he_uniform((50, 600))  # a = 0.1
    >>> tuple(weight.shape), bool(weight.abs().max() < 0.11)
    ((50, 600), True)
    """
    ### BEGIN SOLUTION
    fan_in = math.prod(shape[1:])
    bound = math.sqrt(6 / fan_in)
    return torch.empty(shape).uniform_(-bound, bound, generator=generator)
    ### END SOLUTION
