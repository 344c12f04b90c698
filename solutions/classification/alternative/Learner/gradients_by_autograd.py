import torch


class Learner:
    def __init__(self, model, loss_fn, lr):
        self.__dict__.update(model=model, loss_fn=loss_fn, lr=lr)

    def parameters(self):
        return [p for p in self.model.parameters() if p.requires_grad]

    def update(self, x, y):
        loss = self.loss_fn(self.model(x), y)
        params = self.parameters()
        grads = torch.autograd.grad(loss, params, allow_unused=True)
        for p, g in zip(params, grads):
            if g is not None:
                p.data = p.data - self.lr * g
        return loss.item(), y.size(0)

    def fit(self, loader, num_epochs):
        means = []
        while len(means) < num_epochs:
            self.model.train(True)
            results = [self.update(x, y) for x, y in loader]
            n = sum(size for _, size in results)
            means.append(sum(loss * size / n for loss, size in results))
        return means
