HINT = {
    "en": "Your result depends on the unit of a feature: next to a small range, the number you add to it is not small.",
    "ko": "결과가 특성의 단위에 따라 달라집니다. 범위가 좁으면 더해 준 수가 작지 않습니다.",
}


def normalize_min_max(x):
    low = x.min(dim=0).values
    high = x.max(dim=0).values
    return (x - low) / (high - low + 1e-5)
