def conv_output_size(input_size: int, kernel_size: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """The size of a convolution's output (합성곱 출력 크기) along one dimension.

    Args:
        input_size: length of the input, at least 1.
        kernel_size: number of kernel elements, at least 1.
        stride: distance between two neighbouring kernel positions, at least 1.
        padding: number of zeros added on each of the two sides, at least 0.
        dilation: distance between two neighbouring kernel elements, at least 1.

    Returns:
        How often the kernel fits, as an int: the length of what `torch.nn.Conv2d` returns.

    Raises:
        ValueError: the kernel does not fit into the padded input even once.

    >>> conv_output_size(32, 5)
    28
    >>> conv_output_size(32, 3, stride=2, padding=1)
    16
    """
    ### BEGIN SOLUTION
    padded_input = input_size + 2 * padding
    kernel_span = dilation * (kernel_size - 1) + 1
    if kernel_span > padded_input:
        raise ValueError(f"a kernel that spans {kernel_span} does not fit into {padded_input}")
    return (padded_input - kernel_span) // stride + 1
    ### END SOLUTION
