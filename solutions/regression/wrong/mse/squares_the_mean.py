HINT = {
    "en": "Errors of opposite sign cancel when they are averaged first. Which comes first, the square or the mean?",
    "ko": "먼저 평균을 내면 부호가 반대인 오차끼리 지워집니다. 제곱과 평균 중 무엇이 먼저인가요?",
}


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("different shapes")
    return (prediction - target).mean() ** 2
