HINT = {
    "en": "How many updates does one epoch make, and how many minibatches are there?",
    "ko": "한 에포크에 갱신을 몇 번 하나요? 미니배치는 몇 개인가요?",
}

import torch


class Learner:
    def __init__(self, model, loss_fn, lr):
        self.model, self.loss_fn, self.lr = model, loss_fn, lr

    def fit(self, loader, num_epochs):
        losses = []
        for _ in range(num_epochs):
            self.model.train()
            total, count = 0.0, 0
            for x, y in loader:
                loss = self.loss_fn(self.model(x), y)
                loss.backward()
                total += loss.item() * len(x)
                count += len(x)
            with torch.no_grad():
                for p in self.model.parameters():
                    if p.grad is not None:
                        p.sub_(self.lr * p.grad)
                        p.grad = None
            losses.append(total / count)
        return losses
