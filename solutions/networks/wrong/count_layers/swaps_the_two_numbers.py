HINT = {
    "en": "Look at the order: which of the two numbers comes first?",
    "ko": "순서를 확인해 보세요. 두 수 중 어느 것이 먼저인가요?",
}


def count_layers(net):
    layers = sum(len(list(m.parameters(recurse=False))) > 0 for m in net.modules())
    return layers - 1, layers
