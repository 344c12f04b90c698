HINT = {
    "en": "Look at the first row: do all of its numbers come from the first image?",
    "ko": "첫 번째 행을 보세요. 모두 첫 번째 이미지의 값인가요?",
}


def flatten_images(x):
    return x.reshape(-1, x.shape[0]).T
