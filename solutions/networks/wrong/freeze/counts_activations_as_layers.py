HINT = {
    "en": "Suppose the network ends in an activation. Which layer is left to be trained?",
    "ko": "네트워크가 활성화 함수로 끝난다고 해 보세요. 학습할 층이 남아 있나요?",
}


def freeze(model, except_last=1):
    leaves = [module for module in model.modules() if not list(module.children())]
    for position, layer in enumerate(leaves):
        for parameter in layer.parameters():
            parameter.requires_grad = position >= len(leaves) - except_last
