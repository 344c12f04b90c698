HINT = {
    "en": "A part of the network may be a `Sequential` with several layers in it. Is it one layer?",
    "ko": "신경망의 일부가 여러 층을 담은 `Sequential`일 수 있습니다. 그것을 한 층으로 세어도 될까요?",
}


def count_layers(net):
    layers = sum(len(list(child.parameters())) > 0 for child in net)
    return layers, layers - 1
