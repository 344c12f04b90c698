HINT = {
    "en": "Doubling all weights and the bias leaves the line where it is. What does it do to your intercept?",
    "ko": "가중치와 편향을 모두 두 배로 해도 직선은 그대로입니다. 그때 구한 절편은 어떻게 되나요?",
}


def decision_boundary(w, b):
    if w[1] == 0:
        raise ValueError("vertical")
    return -w[0] / w[1], -b
