HINT = {
    "en": "Print the argument before and after the call. Which of your operations works in place?",
    "ko": "호출 전과 후의 인수를 출력해 보세요. 인수를 그 자리에서 바꾸는 연산은 무엇인가요?",
}

import torch


def sigmoid(x):
    z = x.detach()
    z *= 0.5
    return 0.5 * (torch.tanh(x) + 1)
