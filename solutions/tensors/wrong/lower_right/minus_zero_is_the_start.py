HINT = {
    "en": "With k = 0 nothing should be left. Where does the slice `-0:` start?",
    "ko": "k = 0이면 아무것도 남지 않아야 합니다. 슬라이스 `-0:`은 어디에서 시작하나요?",
}


def lower_right(t, k):
    return t[-k:, -k:]
