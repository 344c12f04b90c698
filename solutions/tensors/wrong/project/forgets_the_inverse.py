HINT = {
    "en": "Multiply A by 2: the column space stays the same. Does your result?",
    "ko": "A에 2를 곱해도 열공간은 그대로입니다. 결과도 그대로인가요?",
}


def project(b, A):
    return A @ (A.T @ b)
