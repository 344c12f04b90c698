# coding: utf-8
# networks.py - exported from PyCharm, Minseo Kang
import io
import math

import torch
from torch import nn


class Activations:
    """All activation functions in one place."""

    @staticmethod
    def relu(x):
        return x.clamp_min(0)

    @staticmethod
    def leaky(x, negative_slope=0.01):
        return nn.functional.leaky_relu(x, negative_slope)

    @staticmethod
    def relu6(x):
        return x.clamp(min=0, max=6)


relu = Activations.relu
leaky_relu = Activations.leaky
relu6 = Activations.relu6


def swish(x):
    return x * torch.sigmoid(1.702 * x)


def hard_swish(x):
    return x * relu6(x + 3) / 6


def sigmoid_derivative(x):
    e = torch.exp(-torch.abs(x))
    return e / (1 + e) ** 2


def tanh_derivative(x):
    return 1 - torch.tanh(x ** 2)


def relu_derivative(x):
    return torch.sign(relu(x))


def count_layers(net):
    layers = [m for m in net.modules() if not isinstance(m, nn.Sequential) and list(m.parameters())]
    return len(layers), len(layers) - 2


def mlp_forward(x, W1, b1, W2, b2):
    u1 = x @ W1 + b1
    v1 = relu(u1)
    return u1, v1, relu(v1 @ W2 + b2)


def mlp_backward(grad_out, x, W1, b1, W2, b2):
    u1 = x @ W1 + b1
    d = grad_out @ W2.T * (u1 > 0).to(x.dtype)
    return x.T @ d, d.sum(0), relu(u1).T @ grad_out, grad_out.sum(0)


def dropout_forward(x, p, mode, mask=None):
    if mode == "test":
        return x
    keep = mask if mask is not None else torch.randn_like(x) > p
    return x * keep / (1 - p)


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    if training:
        mean, var = x.mean(0), x.var(0)
        with torch.no_grad():
            state["running_mean"] = (1 - momentum) * state["running_mean"] + momentum * mean
            state["running_var"] = (1 - momentum) * state["running_var"] + momentum * var
    else:
        mean, var = state["running_mean"], state["running_var"]
    return (x - mean) / torch.sqrt(var + eps) * gamma + beta


def batchnorm_backward(dout, x, gamma, eps):
    mean, var = x.mean(0), ((x - x.mean(0)) ** 2).mean(0)
    x_hat = (x - mean) / torch.sqrt(var + eps)
    return dout * gamma / torch.sqrt(var + eps), (dout * x_hat).sum(0), dout.sum(0)


def layer_norm(x, gamma, beta, eps):
    mean = x.mean(-1, keepdim=True)
    var = (x - mean).square().mean(-1, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * gamma + beta


class Init:
    def __init__(self, gain, both):
        self.gain, self.both = gain, both

    def variance(self, shape):
        k = math.prod(shape[2:])
        return self.gain / (k * (shape[0] + shape[1]) if self.both else k * shape[1])

    def uniform(self, shape, generator=None):
        a = math.sqrt(3 * self.variance(shape))
        return torch.rand(shape, generator=generator) * 2 * a - a

    def normal(self, shape, generator=None):
        return torch.randn(shape, generator=generator) * self.variance(shape)


xavier_uniform = Init(2, both=True).uniform
xavier_normal = Init(2, both=True).normal
he_uniform = Init(2, both=False).uniform
he_normal = Init(2, both=False).normal


def l1_penalty(weight, strength):
    return strength * sum(abs(w).sum() for w in weight)


def l2_penalty(weight, strength):
    return 0.5 * strength * (weight ** 2).sum()


def l1_penalty_gradient(weight, strength):
    return torch.where(weight >= 0, strength, -strength).to(weight.dtype)


def l2_penalty_gradient(weight, strength):
    return strength * weight


def step_decay(lr, epoch, step_size, gamma):
    return lr * gamma ** ((epoch + 1) // step_size)


def momentum_step(weight, grad, velocity, learning_rate, momentum=0.9):
    velocity.mul_(momentum).add_(grad)
    return weight - learning_rate * velocity, velocity


def adam_step(weight, grad, m, v, t, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = m.mul(beta1).add(grad, alpha=1 - beta1)
    v = v.mul(beta2).addcmul(grad, grad, value=1 - beta2)
    m_hat = m.div(1 - beta1 ** t)
    v_hat = v.div(1 - beta2 ** t)
    return weight - learning_rate * m_hat / torch.sqrt(v_hat + eps), m, v


def solve_xor():
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    net = nn.Sequential(nn.Linear(2, 10), nn.Tanh(), nn.Linear(10, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.1)
    loss_fn = nn.BCEWithLogitsLoss()
    for _ in range(300):
        optimizer.zero_grad()
        loss_fn(net(x), y).backward()
        optimizer.step()
    return net


def save_and_load(model, file):
    torch.save(model, file)
    file.seek(0)
    return torch.load(file, weights_only=False).state_dict()


def freeze(model, except_last=1):
    for parameter in model.parameters():
        parameter.requires_grad = False
    for layer in list(model.children())[-except_last:]:
        for parameter in layer.parameters():
            parameter.requires_grad = True


if __name__ == "__main__":
    buffer = io.BytesIO()
    print(save_and_load(nn.Linear(2, 2), buffer))
