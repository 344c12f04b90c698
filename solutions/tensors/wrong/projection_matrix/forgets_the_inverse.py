HINT = {
    "en": "P A should be A. That holds without the inverse only if the columns have length 1 and are orthogonal.",
    "ko": "P A는 A여야 합니다. 역행렬 없이도 그렇게 되려면 열들이 길이가 1이고 서로 수직이어야 합니다.",
}


def projection_matrix(A):
    return A @ A.T
