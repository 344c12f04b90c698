HINT = {
    "en": "Your result depends on the unit of a feature: next to a small deviation, the number you add to it is not small.",
    "ko": "결과가 특성의 단위에 따라 달라집니다. 표준편차가 작으면 더해 준 수가 작지 않습니다.",
}


def standardize(x):
    return (x - x.mean(dim=0)) / (x.std(dim=0, correction=0) + 1e-5)
