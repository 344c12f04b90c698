HINT = {
    "en": "What is the learning rate after two steps, and after ten?",
    "ko": "두 번 줄어든 뒤, 열 번 줄어든 뒤의 학습률은 각각 얼마인가요?",
}


def step_decay(lr, epoch, step_size, gamma):
    return lr * gamma if epoch >= step_size else lr
