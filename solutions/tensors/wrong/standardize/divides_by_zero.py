HINT = {
    "en": "What is 0 / 0 for a feature whose values are all equal, and what should come out?",
    "ko": "값이 모두 같은 특성에서는 0 / 0이 됩니다. 결과는 무엇이어야 하나요?",
}


def standardize(x):
    return (x - x.mean(dim=0)) / x.std(dim=0, correction=0)
