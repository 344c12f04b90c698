import torch


def bce_loss(p, y):
    log_p = torch.clamp(torch.log(p), min=-100)
    log_q = torch.clamp(torch.log1p(-p), min=-100)
    return torch.mean(-y * log_p - (1 - y) * log_q)
