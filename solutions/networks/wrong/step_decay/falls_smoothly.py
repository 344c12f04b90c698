HINT = {
    "en": "Draw the learning rate over the epochs. Is it a staircase or a smooth curve?",
    "ko": "에포크에 따른 학습률을 그려 보세요. 계단 모양인가요, 매끄러운 곡선인가요?",
}


def step_decay(lr, epoch, step_size, gamma):
    return lr * gamma ** (epoch / step_size)
