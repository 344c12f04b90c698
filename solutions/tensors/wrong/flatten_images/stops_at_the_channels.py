HINT = {
    "en": "Count the dimensions of your result: there must be two, whatever comes in.",
    "ko": "결과의 차원 수를 세어 보세요. 입력이 무엇이든 두 개여야 합니다.",
}


def flatten_images(x):
    return x.flatten(start_dim=-2)
