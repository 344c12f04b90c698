HINT = {
    "en": "Some books count the input as a layer. Here only what can be learned counts.",
    "ko": "입력층까지 세는 책도 있지만, 여기서는 학습할 파라미터가 있는 층만 셉니다.",
}


def count_layers(net):
    layers = 1 + sum(len(list(m.parameters(recurse=False))) > 0 for m in net.modules())
    return layers, layers - 2
