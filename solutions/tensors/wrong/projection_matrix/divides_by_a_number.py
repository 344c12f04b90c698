HINT = {
    "en": "For one column A^T A is a number; for several it is a matrix. Can one divide by it?",
    "ko": "열이 하나면 A^T A는 수이지만, 여럿이면 행렬입니다. 행렬로 나눌 수 있나요?",
}


def projection_matrix(A):
    return A @ A.T / (A * A).sum()
