HINT = {
    "en": "Call it twice, first with 0. Who makes the last layers trainable again?",
    "ko": "먼저 0으로 한 번, 그다음 다시 한 번 불러 보세요. 마지막 층을 다시 학습할 수 있게 하는 줄이 있나요?",
}


def freeze(model, except_last=1):
    layers = [module for module in model.modules() if list(module.parameters(recurse=False))]
    for layer in layers[: max(0, len(layers) - except_last)]:
        for parameter in layer.parameters(recurse=False):
            parameter.requires_grad = False
