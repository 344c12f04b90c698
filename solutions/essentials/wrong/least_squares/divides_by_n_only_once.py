HINT = {
    "en": "Numerator and denominator of the slope are built alike. Compare them term by term.",
    "ko": "기울기의 분자와 분모는 같은 모양입니다. 항을 하나씩 비교해 보세요.",
}


def least_squares(x, y):
    n = x.shape[0]
    m = ((x * y).sum() - x.sum() * y.sum() / n) / ((x**2).sum() - x.sum() ** 2)
    b = y.mean() - m * x.mean()
    return m, b
