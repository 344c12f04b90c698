HINT = {
    "en": "`*` multiplies elements that stand at the same place. Over which index does a matrix product sum?",
    "ko": "`*`는 같은 자리의 원소끼리 곱합니다. 행렬곱은 어느 첨자에 대해 더하나요?",
}


def batched_matmul(a, b):
    return a * b
