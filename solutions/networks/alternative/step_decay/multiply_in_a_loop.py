def step_decay(lr, epoch, step_size, gamma):
    for e in range(1, epoch + 1):
        if e % step_size == 0:
            lr = lr * gamma
    return lr
