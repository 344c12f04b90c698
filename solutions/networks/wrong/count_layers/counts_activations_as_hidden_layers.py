HINT = {
    "en": "A network may have fewer activations than hidden layers, or one after the last layer. From what can the number of hidden layers be told?",
    "ko": "활성화 함수의 개수는 은닉층의 개수와 다를 수 있고, 마지막 층 뒤에도 올 수 있습니다. 은닉층의 개수는 무엇으로 알 수 있나요?",
}

import torch


def count_layers(net):
    layers = sum(len(list(m.parameters(recurse=False))) > 0 for m in net.modules())
    activations = (torch.nn.ReLU, torch.nn.Sigmoid, torch.nn.Tanh)
    return layers, sum(isinstance(m, activations) for m in net.modules())
