HINT = {
    "en": "You have the mask. Which elements does it choose when it is used as an index?",
    "ko": "마스크까지는 만들었습니다. 이 마스크를 인덱스로 쓰면 어떤 원소가 골라지나요?",
}


def keep_greater(t, threshold):
    return t > threshold
