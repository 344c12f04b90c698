import numpy as np


def train_epoch(model, loader, optimizer, loss_fn, device):
    losses, sizes = [], []
    model.train(True)
    for i, (xb, yb) in enumerate(loader):
        model.zero_grad()
        x = xb.to(device=device, non_blocking=True)
        pred = model(x)
        loss = loss_fn(pred, yb.to(device=device, non_blocking=True))
        loss.backward()
        optimizer.step()
        losses.append(float(loss))
        sizes.append(x.shape[0])
    return float(np.average(losses, weights=sizes))
