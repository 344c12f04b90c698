HINT = {
    "en": "Which end of the network should go on learning?",
    "ko": "네트워크의 어느 쪽 끝이 계속 학습해야 하나요?",
}


def freeze(model, except_last=1):
    layers = [module for module in model.modules() if list(module.parameters(recurse=False))]
    for position, layer in enumerate(layers):
        for parameter in layer.parameters(recurse=False):
            parameter.requires_grad = position < len(layers) - except_last
