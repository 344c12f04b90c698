HINT = {
    "en": "`eval()` changes how dropout and batch normalisation behave. Does it keep weights from being trained?",
    "ko": "`eval()`은 드롭아웃과 배치 정규화의 동작을 바꿉니다. 가중치의 학습도 막아 주나요?",
}


def freeze(model, except_last=1):
    layers = [module for module in model.modules() if list(module.parameters(recurse=False))]
    for layer in layers[: len(layers) - except_last]:
        layer.eval()
