HINT = {
    "en": "What happens in your function when the same input occurs twice?",
    "ko": "같은 입력이 두 번 나오면 어떻게 되나요?",
}


def pair_up(xs, ys):
    return list({str(x): (x, y) for x, y in zip(xs, ys)}.values())
