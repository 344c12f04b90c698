HINT = {
    "en": "From x - h to x + h it is further than h.",
    "ko": "x - h에서 x + h까지의 거리는 h보다 깁니다.",
}


def difference_quotient(f, x, h=1e-6):
    return (f(x + h) - f(x - h)) / h
