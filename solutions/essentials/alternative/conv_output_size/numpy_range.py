import numpy as np


def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    last_start = input_size + padding - 1 - dilation * (kernel_size - 1)
    starts = np.arange(-padding, last_start + 1, stride)
    if starts.size == 0:
        raise ValueError("no output fits")
    return np.int64(starts.size)
