HINT = {
    "en": "The output is right. Backpropagation needs what lies between as well: return all three tensors.",
    "ko": "출력은 맞습니다. 역전파에는 중간 값도 필요하므로 텐서 세 개를 모두 반환하세요.",
}

import torch


def mlp_forward(x, W1, b1, W2, b2):
    return torch.clamp(x @ W1 + b1, min=0) @ W2 + b2
