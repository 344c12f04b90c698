HINT = {
    "en": "Without anything between them, two linear layers are a single one. What should stand between u1 and v1?",
    "ko": "사이에 아무것도 없으면 선형층 두 개는 하나와 같습니다. u1과 v1 사이에 무엇이 있어야 하나요?",
}


def mlp_forward(x, W1, b1, W2, b2):
    u1 = x @ W1 + b1
    v1 = u1 + 0
    return u1, v1, v1 @ W2 + b2
