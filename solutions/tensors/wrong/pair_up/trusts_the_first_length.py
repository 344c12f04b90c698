HINT = {
    "en": "You count as far as `xs` reaches. What if `ys` is shorter?",
    "ko": "`xs`의 길이만큼 셉니다. `ys`가 더 짧으면 어떻게 되나요?",
}


def pair_up(xs, ys):
    return [(xs[i], ys[i]) for i in range(len(xs))]
