import torch


def keep_greater(t, threshold):
    kept = [element for element in t.flatten() if element > threshold]
    return torch.stack(kept) if kept else t.new_empty(0)
