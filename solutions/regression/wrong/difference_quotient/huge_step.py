HINT = {
    "en": "1e9 is a thousand million. Which sign does the exponent of a small number have?",
    "ko": "1e9는 십억입니다. 작은 수라면 지수의 부호가 무엇이어야 하나요?",
}


def difference_quotient(f, x, h=1e9):
    return (f(x + h) - f(x)) / h
