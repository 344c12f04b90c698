HINT = {
    "en": "Activations and dropout have nothing to learn. Which modules have weights?",
    "ko": "활성화 함수와 드롭아웃에는 학습할 것이 없습니다. 어느 모듈에 가중치가 있나요?",
}


def count_layers(net):
    layers = len(list(net.children()))
    return layers, layers - 1
