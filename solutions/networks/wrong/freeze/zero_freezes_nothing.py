HINT = {
    "en": "What does the slice `layers[:-0]` contain?",
    "ko": "슬라이스 `layers[:-0]`에는 무엇이 들어 있나요?",
}


def freeze(model, except_last=1):
    layers = [module for module in model.modules() if list(module.parameters(recurse=False))]
    model.requires_grad_(True)
    for layer in layers[:-except_last]:
        for parameter in layer.parameters(recurse=False):
            parameter.requires_grad = False
