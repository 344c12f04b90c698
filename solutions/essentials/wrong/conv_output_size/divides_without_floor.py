HINT = {
    "en": "A size is a whole number of positions. What type does `/` give?",
    "ko": "크기는 위치의 개수이므로 정수여야 합니다. `/`의 결과는 어떤 자료형인가요?",
}


def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    size = (input_size + 2 * padding - dilation * (kernel_size - 1) - 1) / stride + 1
    if size < 1:
        raise ValueError("the kernel does not fit")
    return size
