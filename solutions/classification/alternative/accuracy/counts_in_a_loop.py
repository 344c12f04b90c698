import torch


def accuracy(outputs, targets):
    outputs = outputs.reshape(len(targets), -1)
    targets = targets.reshape(-1)
    right = 0
    for i in range(len(targets)):
        row = outputs[i]
        guess = torch.argmax(row).item() if len(row) > 1 else int(row.item() > 0.5)
        right += guess == int(targets[i])
    return right / len(targets)
