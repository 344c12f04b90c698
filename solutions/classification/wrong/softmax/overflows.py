HINT = {
    "en": "What is exp(1000)? Adding the same number to every score must not change the result: use that.",
    "ko": "exp(1000)은 얼마인가요? 모든 점수에 같은 수를 더해도 결과는 같다는 점을 이용해 보세요.",
}

import torch


def softmax(z, dim):
    e = torch.exp(z)
    return e / e.sum(dim=dim, keepdim=True)
