HINT = {
    "en": "This is how much f rises over the step. How long is the step?",
    "ko": "이것은 한 걸음 동안 f가 늘어난 양입니다. 걸음의 너비는 얼마인가요?",
}


def difference_quotient(f, x, h=1e-6):
    return f(x + h) - f(x)
