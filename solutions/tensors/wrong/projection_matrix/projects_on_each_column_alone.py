HINT = {
    "en": "Adding up the projections on single columns is right only if the columns are orthogonal. Try P P.",
    "ko": "열마다의 정사영을 더해도 되는 것은 열들이 서로 수직일 때뿐입니다. P P를 계산해 보세요.",
}


def projection_matrix(A):
    return (A / (A * A).sum(dim=0)) @ A.T
