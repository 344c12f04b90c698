HINT = {
    "en": "The result is right, but print x after the call: it has changed as well. Work on a new tensor.",
    "ko": "결과는 맞지만 호출한 뒤에 x를 출력해 보세요. x도 바뀌었습니다. 새 텐서에서 계산하세요.",
}

import torch


def dropout_forward(x, p, mode, mask=None):
    if mode == "test":
        return x
    if mask is None:
        mask = torch.rand_like(x) >= p
    with torch.no_grad():
        x *= mask
        x /= 1 - p
    return x
