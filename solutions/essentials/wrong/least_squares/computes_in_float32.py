HINT = {
    "en": "With x far away from zero, float32 has too few digits. Look at the dtype you compute with.",
    "ko": "x가 0에서 멀리 떨어져 있으면 float32로는 자릿수가 모자랍니다. 계산에 쓰는 dtype을 확인해 보세요.",
}


def least_squares(x, y):
    x, y = x.float(), y.float()
    n = len(x)
    m = (n * (x * y).sum() - x.sum() * y.sum()) / (n * (x * x).sum() - x.sum() ** 2)
    b = y.mean() - m * x.mean()
    return m, b
