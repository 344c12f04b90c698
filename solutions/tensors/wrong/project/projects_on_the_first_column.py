HINT = {
    "en": "You project onto a line. The column space is spanned by all the columns.",
    "ko": "직선 위로 정사영했습니다. 열공간은 모든 열이 생성합니다.",
}


def project(b, A):
    a = A[:, 0]
    return a * (a @ b) / (a @ a)
