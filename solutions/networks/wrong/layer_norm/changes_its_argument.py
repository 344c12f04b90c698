HINT = {
    "en": "The result is right, but print x after the call: `-=` and `/=` change it. Work on a new tensor.",
    "ko": "결과는 맞지만 호출한 뒤에 x를 출력해 보세요. `-=`와 `/=`는 x를 바꿉니다. 새 텐서에서 계산하세요.",
}

import torch


def layer_norm(x, gamma, beta, eps):
    with torch.no_grad():
        x -= x.mean(dim=-1, keepdim=True)
        x /= torch.sqrt((x**2).mean(dim=-1, keepdim=True) + eps)
    return gamma * x + beta
