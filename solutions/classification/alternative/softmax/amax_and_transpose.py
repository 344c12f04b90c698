import torch


def softmax(z, dim):
    t = z.transpose(0, dim)
    t = t - t.amax(dim=0)
    e = t.exp()
    return torch.div(e, e.sum(0)).transpose(0, dim)
