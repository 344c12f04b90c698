HINT = {
    "en": "A layer may be made with `bias=False`. How many tensors does it hold then?",
    "ko": "`bias=False`로 만든 층도 있습니다. 그런 층에는 텐서가 몇 개 있나요?",
}


def count_layers(net):
    layers = len(list(net.parameters())) // 2
    return layers, layers - 1
