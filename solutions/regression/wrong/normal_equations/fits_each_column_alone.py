HINT = {
    "en": "You fit every column as if the others were not there. Which entries of X^T X outside the diagonal are lost?",
    "ko": "다른 열이 없는 것처럼 열마다 따로 맞추었습니다. X^T X의 대각선 밖에 있는 원소는 어디로 갔나요?",
}


def normal_equations(X, y):
    return (X.T @ y) / (X * X).sum(dim=0)
