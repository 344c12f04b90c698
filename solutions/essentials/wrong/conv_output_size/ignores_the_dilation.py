HINT = {
    "en": "With dilation the kernel reaches further, although it has no more elements.",
    "ko": "팽창(dilation)을 주면 커널의 원소 수는 그대로지만 더 넓은 범위에 걸칩니다.",
}


def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    size = (input_size - kernel_size + 2 * padding) // stride + 1
    if size < 1:
        raise ValueError("the kernel does not fit")
    return size
