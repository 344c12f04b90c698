HINT = {
    "en": "`view` cannot always be done: try it on `images.permute(0, 3, 1, 2)`. Which method copies when it has to?",
    "ko": "`view`를 항상 쓸 수 있는 것은 아닙니다. `images.permute(0, 3, 1, 2)`에 써 보세요. 필요하면 복사해 주는 메서드는 무엇인가요?",
}


def flatten_images(x):
    return x.view(x.size(0), -1)
