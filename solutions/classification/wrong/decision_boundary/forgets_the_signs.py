HINT = {
    "en": "Put a point of your line into w1 x1 + w2 x2 + b. Is it zero?",
    "ko": "구한 직선 위의 점을 w1 x1 + w2 x2 + b에 넣어 보세요. 0이 되나요?",
}


def decision_boundary(w, b):
    if w[1] == 0:
        raise ValueError("vertical")
    return w[0] / w[1], b / w[1]
