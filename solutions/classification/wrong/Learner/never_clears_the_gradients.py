HINT = {
    "en": "`backward()` adds to what is already there. What does the second minibatch start with?",
    "ko": "`backward()`는 이미 있는 값에 더합니다. 두 번째 미니배치는 어떤 기울기에서 시작하나요?",
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
                with torch.no_grad():
                    for p in self.model.parameters():
                        if p.grad is not None:
                            p.sub_(self.lr * p.grad)
                total += loss.item() * len(x)
                count += len(x)
            losses.append(total / count)
        return losses
