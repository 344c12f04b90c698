import math


def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    size = math.floor((input_size + 2 * padding - dilation * (kernel_size - 1) - 1) / stride + 1)
    if size < 1:
        raise ValueError("output would be empty")
    return size
