HINT = {
    "en": "Which of the two comes first in a pair?",
    "ko": "쌍에서 무엇이 먼저 와야 하나요?",
}


def pair_up(xs, ys):
    return list(zip(ys, xs))
