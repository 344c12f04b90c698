import math


def step_decay(lr, epoch, step_size, gamma):
    return lr * math.pow(gamma, math.floor(epoch / step_size))
