import math


def adam_step(weight, grad, m, v, t, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    root = math.sqrt(1 - beta2**t)
    m = m + (1 - beta1) * (grad - m)
    v = v + (1 - beta2) * (grad * grad - v)
    step_size = learning_rate * root / (1 - beta1**t)
    return weight - step_size * m / (v.sqrt() + eps * root), m, v
