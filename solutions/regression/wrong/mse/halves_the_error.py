HINT = {
    "en": "Some texts put 1/2 in front to make the derivative shorter. Compare the factor with the formula of this exercise.",
    "ko": "미분을 간단히 하려고 앞에 1/2을 붙이는 책도 있습니다. 이 문제의 식에 있는 계수와 비교해 보세요.",
}


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("different shapes")
    return ((prediction - target) ** 2).mean() / 2
