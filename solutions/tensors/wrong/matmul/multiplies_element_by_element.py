HINT = {
    "en": "`*` multiplies elements that stand at the same place. Which elements meet in a matrix product?",
    "ko": "`*`는 같은 자리의 원소끼리 곱합니다. 행렬곱에서는 어떤 원소들이 만나나요?",
}


def matmul(a, b):
    return a * b
