HINT = {
    "en": "Between two steps the learning rate stays the same. For how many epochs?",
    "ko": "한 번 줄어든 학습률은 다음에 줄어들 때까지 그대로입니다. 몇 에포크 동안 그대로인가요?",
}


def step_decay(lr, epoch, step_size, gamma):
    return lr * gamma**epoch
