HINT = {
    "en": "The result is right, but print x after the call: it has changed as well. Work on a new tensor.",
    "ko": "결과는 맞지만 호출한 뒤에 x를 출력해 보세요. x도 바뀌었습니다. 새 텐서에서 계산하세요.",
}

import torch


def leaky_relu(x, negative_slope=0.01):
    with torch.no_grad():
        x[x < 0] *= negative_slope
    return x
