HINT = {
    "en": "A convolution has weights to learn as well.",
    "ko": "합성곱 층에도 학습할 가중치가 있습니다.",
}

import torch


def count_layers(net):
    layers = sum(isinstance(m, torch.nn.Linear) for m in net.modules())
    return layers, layers - 1
