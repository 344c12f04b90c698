def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    count = 0
    start = -padding
    while start + dilation * (kernel_size - 1) <= input_size - 1 + padding:
        count += 1
        start += stride
    if count == 0:
        raise ValueError(f"kernel {kernel_size} too large for input {input_size}")
    return count
