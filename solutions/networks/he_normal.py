import math

import torch


def he_normal(shape: tuple[int, ...], generator: torch.Generator | None = None) -> torch.Tensor:
    """Draw the weights of a layer from He's normal distribution (He 초기화, 정규분포).

    fan_in is the number of inputs of one output: in_features, or in_channels times the size of the kernel.

    Args:
        shape: of the weight: (out_features, in_features) of a linear layer, or (out_channels, in_channels, *kernel)
            of a convolution with a kernel of any number of dimensions.
        generator: where all random numbers come from; None stands for the global generator of torch.

    Returns:
        A new float32 tensor of that shape. Its elements are independent of each other,
        normal with mean 0 and standard deviation sqrt(2 / fan_in).

    >>> weight = he_normal((400, 200))
    >>> tuple(weight.shape), round(float(weight.std()), 2)
    ((400, 200), 0.1)
    """
    ### BEGIN SOLUTION
    fan_in = math.prod(shape[1:])
    std = math.sqrt(2 / fan_in)
    return torch.empty(shape).normal_(0.0, std, generator=generator)
    ### END SOLUTION
