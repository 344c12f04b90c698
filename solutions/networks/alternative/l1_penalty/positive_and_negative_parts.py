import torch


def l1_penalty(weight, strength):
    return strength * (torch.relu(weight) + torch.relu(-weight)).sum()
