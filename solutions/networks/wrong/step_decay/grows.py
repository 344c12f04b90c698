HINT = {
    "en": "Gamma is smaller than 1. Should the learning rate grow or fall?",
    "ko": "감마는 1보다 작습니다. 학습률은 커져야 하나요, 작아져야 하나요?",
}


def step_decay(lr, epoch, step_size, gamma):
    return lr / gamma ** (epoch // step_size)
