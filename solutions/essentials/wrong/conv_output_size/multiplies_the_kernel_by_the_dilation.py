HINT = {
    "en": "Draw a kernel with three elements and dilation 2. From the first to the last element, how many cells is that?",
    "ko": "원소가 세 개이고 팽창이 2인 커널을 그려 보세요. 첫 원소부터 마지막 원소까지 몇 칸인가요?",
}


def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    room = input_size + 2 * padding - dilation * kernel_size
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1
