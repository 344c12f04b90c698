HINT = {
    "en": "A slice ends before its stop. Is the very last row in your result?",
    "ko": "슬라이스는 stop 바로 앞에서 끝납니다. 마지막 행이 결과에 들어 있나요?",
}


def lower_right(t, k):
    return t[-k - 1 : -1, -k - 1 : -1]
