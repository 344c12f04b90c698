HINT = {
    "en": "A Python number has no history, so `backward()` cannot reach the prediction from it.",
    "ko": "파이썬 수에는 계산 기록이 없어서 `backward()`가 예측값까지 거슬러 갈 수 없습니다.",
}


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("different shapes")
    return ((prediction - target) ** 2).mean().item()
