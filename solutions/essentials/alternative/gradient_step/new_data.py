import torch


def gradient_step(tensors, learning_rate):
    if type(tensors) is torch.Tensor or type(tensors) is torch.nn.Parameter:
        return gradient_step([tensors], learning_rate)
    for w in tensors:
        if w.grad is not None:
            w.data = w.data - learning_rate * w.grad.data
            w.grad = torch.zeros_like(w.grad)
    return tensors
