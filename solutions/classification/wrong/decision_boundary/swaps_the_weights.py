HINT = {
    "en": "The line is to be solved for x2. By which weight do you have to divide?",
    "ko": "직선의 식을 x2에 대해 풀어야 합니다. 어떤 가중치로 나누어야 하나요?",
}


def decision_boundary(w, b):
    if w[1] == 0:
        raise ValueError("vertical")
    return -w[1] / w[0], -b / w[0]
