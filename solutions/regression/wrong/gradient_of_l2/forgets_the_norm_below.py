HINT = {
    "en": "The gradient of the square is right. The derivative of a root has the root itself in the denominator.",
    "ko": "제곱의 기울기는 맞습니다. 제곱근을 미분하면 분모에 제곱근이 남습니다.",
}


def gradient_of_l2(X, y, beta):
    r = y - X @ beta
    return -X.T @ r, -2 * X.T @ r
