HINT = {
    "en": "What happens to a last position in which the kernel would stick out?",
    "ko": "커널이 밖으로 삐져나오는 마지막 위치는 어떻게 처리되나요?",
}

import math


def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    room = input_size + 2 * padding - dilation * (kernel_size - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return math.ceil(room / stride) + 1
