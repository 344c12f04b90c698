HINT = {
    "en": "A module takes any attribute you give it. Which objects does autograd ask?",
    "ko": "모듈에는 아무 속성이나 붙일 수 있습니다. 자동 미분은 어떤 객체의 속성을 보나요?",
}


def freeze(model, except_last=1):
    layers = [module for module in model.modules() if list(module.parameters(recurse=False))]
    for position, layer in enumerate(layers):
        layer.requires_grad = position >= len(layers) - except_last
