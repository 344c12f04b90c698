HINT = {
    "en": "The values are right, the gradient is not: x enters twice, and a gradient flows back through both.",
    "ko": "값은 맞지만 기울기가 다릅니다. x는 두 번 쓰이므로 기울기도 두 곳을 모두 지나야 합니다.",
}

import torch


def swish(x):
    return x * torch.sigmoid(x.detach())
