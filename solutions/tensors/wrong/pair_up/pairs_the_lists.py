HINT = {
    "en": "You return one pair of two lists. How many pairs should there be?",
    "ko": "리스트 두 개로 된 쌍 하나를 반환합니다. 쌍은 몇 개여야 하나요?",
}


def pair_up(xs, ys):
    return (list(xs), list(ys))
