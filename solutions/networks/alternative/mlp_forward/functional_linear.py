import torch.nn.functional as F


def mlp_forward(x, W1, b1, W2, b2):
    u1 = F.linear(x, W1.T, b1)
    v1 = F.relu(u1)
    u2 = F.linear(v1, W2.T, b2)
    return [u1, v1, u2]
