HINT = {
    "en": "Both numbers are there. In which order are they asked for?",
    "ko": "두 값은 모두 구했습니다. 어떤 순서로 반환해야 하나요?",
}


def decision_boundary(w, b):
    if w[1] == 0:
        raise ValueError("vertical")
    return -b / w[1], -w[0] / w[1]
