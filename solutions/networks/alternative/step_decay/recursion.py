def step_decay(lr, epoch, step_size, gamma):
    if epoch < step_size:
        return lr
    return gamma * step_decay(lr, epoch - step_size, step_size, gamma)
