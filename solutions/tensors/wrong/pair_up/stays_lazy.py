HINT = {
    "en": "A `zip` object can be walked through only once and has no length. What was asked for?",
    "ko": "`zip` 객체는 한 번만 순회할 수 있고 길이도 없습니다. 무엇을 반환하라고 했나요?",
}


def pair_up(xs, ys):
    return zip(xs, ys)
