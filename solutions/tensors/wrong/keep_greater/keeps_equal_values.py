HINT = {
    "en": "What happens to an element that equals the threshold?",
    "ko": "기준값과 똑같은 원소는 어떻게 되나요?",
}


def keep_greater(t, threshold):
    return t[t >= threshold]
