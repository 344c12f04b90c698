HINT = {
    "en": "With a dimension, `x.min(dim=...)` gives the values together with their positions. Which of the two do you need?",
    "ko": "차원을 지정하면 `x.min(dim=...)`은 값과 위치를 함께 반환합니다. 둘 중 무엇이 필요한가요?",
}


def normalize_min_max(x):
    return (x - x.min(dim=0)) / (x.max(dim=0) - x.min(dim=0))
