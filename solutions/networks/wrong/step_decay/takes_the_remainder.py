HINT = {
    "en": "`%` gives the epochs since the last step. How many steps were there before?",
    "ko": "`%`는 마지막으로 줄어든 뒤에 지난 에포크의 수입니다. 그동안 몇 번 줄어들었나요?",
}


def step_decay(lr, epoch, step_size, gamma):
    return lr * gamma ** (epoch % step_size)
