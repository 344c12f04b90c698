HINT = {
    "en": "Sum of squares and square of the mean are not on the same scale. How often does the mean have to be counted?",
    "ko": "제곱의 합과 평균의 제곱은 규모가 다릅니다. 평균의 제곱을 몇 번 세어야 할까요?",
}


def least_squares(x, y):
    m = ((x * y).sum() - x.mean() * y.mean()) / ((x**2).sum() - x.mean() ** 2)
    b = y.mean() - m * x.mean()
    return m, b
