HINT = {
    "en": "All images have run together. Which dimension must stay?",
    "ko": "모든 이미지가 하나로 이어졌습니다. 어느 차원이 남아 있어야 하나요?",
}


def flatten_images(x):
    return x.flatten()
