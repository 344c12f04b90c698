HINT = {
    "en": "One row has scores around 0, another around 2000. What is left of the first after your subtraction?",
    "ko": "한 행의 점수는 0쯤이고 다른 행의 점수는 2000쯤입니다. 빼고 나면 첫 번째 행에는 무엇이 남나요?",
}

import torch


def softmax(z, dim):
    e = torch.exp(z - z.max())
    return e / e.sum(dim=dim, keepdim=True)
