HINT = {
    "en": "Some courses refuse a stride that leaves a rest. What does this statement do with the rest?",
    "ko": "나누어떨어지지 않으면 거부하는 강의도 있습니다. 이 문제에서는 나머지를 어떻게 처리하나요?",
}


def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    room = input_size + 2 * padding - dilation * (kernel_size - 1) - 1
    if room < 0 or room % stride != 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1
