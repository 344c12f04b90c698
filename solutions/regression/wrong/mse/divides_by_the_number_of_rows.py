HINT = {
    "en": "`len` counts the rows only. How many differences did you add up?",
    "ko": "`len`은 행의 개수만 셉니다. 차이를 모두 몇 개 더했나요?",
}


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("different shapes")
    return ((prediction - target) ** 2).sum() / len(prediction)
