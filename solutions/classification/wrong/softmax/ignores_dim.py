HINT = {
    "en": "Does your function use its second argument?",
    "ko": "함수가 두 번째 인수를 사용하고 있나요?",
}

import torch


def softmax(z, dim):
    e = torch.exp(z - z.amax(dim=-1, keepdim=True))
    return e / e.sum(dim=-1, keepdim=True)
