HINT = {
    "en": "`x += h` changes the tensor of the caller. Look at x after the call.",
    "ko": "`x += h`는 호출한 쪽의 텐서를 바꿉니다. 호출한 뒤의 x를 살펴보세요.",
}


def difference_quotient(f, x, h=1e-6):
    before = f(x)
    x += h
    return (f(x) - before) / h
