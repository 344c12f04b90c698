HINT = {
    "en": "A batch of one image is still a batch. What does `squeeze` remove?",
    "ko": "이미지가 한 장이어도 배치입니다. `squeeze`는 무엇을 없애나요?",
}


def flatten_images(x):
    return x.reshape(len(x), -1).squeeze()
