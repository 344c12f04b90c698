HINT = {
    "en": "Count by hand for an input of 5 and a kernel of 5. How often does it fit?",
    "ko": "입력이 5, 커널이 5일 때를 손으로 세어 보세요. 커널이 몇 번 들어가나요?",
}


def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    room = input_size + 2 * padding - dilation * (kernel_size - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride
