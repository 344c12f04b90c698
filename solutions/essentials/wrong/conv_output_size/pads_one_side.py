HINT = {
    "en": "On how many sides of the input are zeros added?",
    "ko": "0은 입력의 몇 쪽에 덧붙여지나요?",
}


def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    room = input_size + padding - dilation * (kernel_size - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1
