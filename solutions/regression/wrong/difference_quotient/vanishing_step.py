HINT = {
    "en": "float64 has about 16 digits. What is 1 + 1e-50 in it?",
    "ko": "float64는 열여섯 자리 정도를 담습니다. 1 + 1e-50은 얼마가 되나요?",
}


def difference_quotient(f, x, h=1e-50):
    return (f(x + h) - f(x)) / h
