import torch


def train_epoch(model, loader, optimizer, loss_fn, device):
    if not model.training:
        model.train()

    def learn(x, y):
        x = x.to(torch.device(device))
        y = y.to(torch.device(device))

        def closure():
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            return loss

        return optimizer.step(closure).item() * x.size(0)

    total = sum(learn(x, y) for x, y in loader)
    return total / len(loader.dataset)
