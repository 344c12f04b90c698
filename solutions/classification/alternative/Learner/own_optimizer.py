import torch


class Descent:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is not None:
                p.add_(p.grad, alpha=-self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


class Learner:
    def __init__(self, model, loss_fn, lr):
        self.model, self.loss_fn = model, loss_fn
        self.opt = Descent(model.parameters(), lr)

    def fit(self, loader, num_epochs):
        losses = []
        for _ in range(num_epochs):
            self.model.train()
            batch_losses, weights = [], []
            for x, y in loader:
                loss = self.loss_fn(self.model(x), y)
                self.opt.zero_grad()
                loss.backward()
                self.opt.step()
                batch_losses.append(loss.detach())
                weights.append(len(y))
            w = torch.tensor(weights, dtype=batch_losses[0].dtype, device=batch_losses[0].device)
            losses.append((torch.stack(batch_losses) @ w / w.sum()).item())
        return losses
