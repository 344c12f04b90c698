HINT = {
    "en": "You take one mean and one deviation for the whole tensor. Each feature has its own.",
    "ko": "텐서 전체에서 평균과 표준편차를 하나씩만 구했습니다. 특성마다 따로 구해야 합니다.",
}


def standardize(x):
    return (x - x.mean()) / x.std(correction=0)
