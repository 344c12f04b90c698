HINT = {
    "en": "The elements are right, but their dtype has changed. Is it your task to convert bytes?",
    "ko": "원소는 맞지만 자료형이 바뀌었습니다. 바이트를 변환하라고 했나요?",
}


def flatten_images(x):
    return x.float().reshape(len(x), -1)
