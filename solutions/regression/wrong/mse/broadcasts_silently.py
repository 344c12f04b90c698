HINT = {
    "en": "Subtract a tensor of shape (6,) from one of shape (6, 1) and look at the shape of the result.",
    "ko": "크기가 (6, 1)인 텐서에서 (6,)인 텐서를 빼고 결과의 크기를 살펴보세요.",
}


def mse(prediction, target):
    return ((prediction - target) ** 2).mean()
