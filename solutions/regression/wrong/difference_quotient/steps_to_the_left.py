HINT = {
    "en": "Your second point lies to the left of x. The text asks for the one on the right.",
    "ko": "두 번째 점이 x의 왼쪽에 있습니다. 본문에서는 오른쪽 점을 쓰라고 했습니다.",
}


def difference_quotient(f, x, h=1e-6):
    return (f(x) - f(x - h)) / h
