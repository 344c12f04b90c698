HINT = {
    "en": "The caller may choose another width. Is the argument h used at all?",
    "ko": "너비는 호출하는 쪽에서 바꿀 수 있습니다. 인수 h를 쓰고 있나요?",
}


def difference_quotient(f, x, h=1e-6):
    step = 1e-6
    return (f(x + step) - f(x)) / step
