HINT = {
    "en": "All columns are still there. Index both dimensions.",
    "ko": "열이 모두 남아 있습니다. 두 차원 모두 잘라야 합니다.",
}


def lower_right(t, k):
    return t[len(t) - k :]
