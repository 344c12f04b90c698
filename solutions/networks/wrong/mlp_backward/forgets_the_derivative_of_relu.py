HINT = {
    "en": "The second layer is right. What happens to a gradient on its way back through a unit that ReLU had set to 0?",
    "ko": "두 번째 층은 맞습니다. ReLU가 0으로 만든 유닛을 거꾸로 지날 때 기울기는 어떻게 되나요?",
}

import torch


def mlp_backward(grad_out, x, W1, b1, W2, b2):
    v1 = torch.clamp(x @ W1 + b1, min=0)
    du1 = grad_out @ W2.T
    return x.T @ du1, du1.sum(dim=0), v1.T @ grad_out, grad_out.sum(dim=0)
