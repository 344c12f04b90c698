HINT = {
    "en": "Try a kernel that is larger than the padded input. Can an output have that size?",
    "ko": "패딩을 더한 입력보다 큰 커널을 넣어 보세요. 출력 크기가 그런 값일 수 있나요?",
}


def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    return (input_size + 2 * padding - dilation * (kernel_size - 1) - 1) // stride + 1
