HINT = {
    "en": "This is the sum of the squares. Does it stay the same when every example occurs twice?",
    "ko": "제곱의 합을 구했습니다. 모든 표본이 두 번씩 나오면 값이 그대로인가요?",
}


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("different shapes")
    return ((prediction - target) ** 2).sum()
