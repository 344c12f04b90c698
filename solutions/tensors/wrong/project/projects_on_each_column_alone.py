HINT = {
    "en": "Adding up the projections on single columns is right only if the columns are orthogonal.",
    "ko": "열마다의 정사영을 더해도 되는 것은 열들이 서로 수직일 때뿐입니다.",
}


def project(b, A):
    return A @ ((A.T @ b) / (A * A).sum(dim=0))
