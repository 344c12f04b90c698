HINT = {
    "en": "The rows are right. Do the columns come from the right-hand side?",
    "ko": "행은 맞습니다. 열도 오른쪽 끝에서 골랐나요?",
}


def lower_right(t, k):
    return t[len(t) - k :, :k]
