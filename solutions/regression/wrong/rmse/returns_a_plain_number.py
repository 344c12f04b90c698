HINT = {
    "en": "`item()` and `float()` cut the result off from the prediction, and no gradient can flow back.",
    "ko": "`item()`이나 `float()`을 쓰면 결과가 예측값과 끊어져서 기울기가 전달되지 않습니다.",
}

import math


def rmse(prediction, target):
    return math.sqrt(float(((prediction - target) ** 2).mean()))
