HINT = {
    "en": "The first epoch has the number 0. How many epochs have the full learning rate?",
    "ko": "첫 에포크의 번호는 0입니다. 처음 학습률을 그대로 쓰는 에포크는 몇 개인가요?",
}


def step_decay(lr, epoch, step_size, gamma):
    return lr * gamma ** ((epoch + 1) // step_size)
