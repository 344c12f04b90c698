HINT = {
    "en": "The values are right, but no gradient comes to one of the factors. What do `detach`, `item` and `numpy` do to it?",
    "ko": "값은 맞지만 한쪽 인수에 기울기가 전달되지 않습니다. `detach`, `item`, `numpy`를 쓰면 기울기는 어떻게 되나요?",
}

import torch


def batched_matmul(a, b):
    return torch.matmul(a, b.detach())
