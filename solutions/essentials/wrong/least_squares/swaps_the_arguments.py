HINT = {
    "en": "You predict x from y. Which argument comes first, and which variable is on the horizontal axis?",
    "ko": "y로 x를 예측하고 있습니다. 어느 인수가 먼저 오는지, 가로축이 어떤 변수인지 확인해 보세요.",
}


def least_squares(y, x):
    dx = x - x.mean()
    m = (dx * y).sum() / (dx * dx).sum()
    b = y.mean() - m * x.mean()
    return m, b
