HINT = {
    "en": "Your block starts at element (0, 0). At which row and column does the last corner start?",
    "ko": "(0, 0)에서 시작하는 블록을 골랐습니다. 오른쪽 아래 모서리는 몇 번째 행과 열에서 시작하나요?",
}


def lower_right(t, k):
    return t[:k, :k]
