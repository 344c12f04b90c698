HINT = {
    "en": "A batch of one image is still a batch. Which dimension is missing from your result?",
    "ko": "이미지가 한 장이어도 배치입니다. 결과에서 어느 차원이 사라졌나요?",
}


def flatten_images(x):
    return x.reshape(len(x), -1).squeeze()
