HINT = {
    "en": "The shape is right, but `reshape` keeps the elements in their order in memory. Look at your first row.",
    "ko": "크기는 맞지만 `reshape`는 메모리의 순서를 그대로 둡니다. 첫 번째 행을 살펴보세요.",
}


def transpose(a):
    return a.reshape(a.shape[1], a.shape[0])
