HINT = {
    "en": "Which sum stands under the fraction bar of the formula: that of the scores or of their exponentials?",
    "ko": "식의 분모에 있는 합은 점수의 합인가요, 점수의 지수의 합인가요?",
}

import torch


def softmax(z, dim):
    return torch.exp(z) / z.sum(dim=dim, keepdim=True)
