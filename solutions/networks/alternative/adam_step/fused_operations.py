import torch


def adam_step(weight, grad, m, v, t, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = torch.lerp(m, grad, 1 - beta1)
    v = torch.addcmul(v * beta2, grad, grad, value=1 - beta2)
    scale = torch.sqrt(v / (1 - beta2**t)).add_(eps)
    return torch.addcdiv(weight, m, scale, value=-learning_rate / (1 - beta1**t)), m, v
