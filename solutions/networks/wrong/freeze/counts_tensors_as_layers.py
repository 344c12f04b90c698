HINT = {
    "en": "A linear layer has a weight and a bias. How many layers are the last two tensors?",
    "ko": "선형층에는 가중치와 편향이 있습니다. 마지막 텐서 두 개는 몇 개의 층인가요?",
}


def freeze(model, except_last=1):
    parameters = list(model.parameters())
    for position, parameter in enumerate(parameters):
        parameter.requires_grad = position >= len(parameters) - except_last
