HINT = {
    "en": "The probability is 0.5 on the boundary. What is the score before the sigmoid there?",
    "ko": "경계에서 확률은 0.5입니다. 그때 시그모이드를 취하기 전의 점수는 얼마인가요?",
}


def decision_boundary(w, b):
    if w[1] == 0:
        raise ValueError("vertical")
    return -w[0] / w[1], (0.5 - b) / w[1]
