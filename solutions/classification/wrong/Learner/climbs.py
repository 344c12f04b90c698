HINT = {
    "en": "Your losses grow. In which direction does the gradient point?",
    "ko": "손실이 커지고 있습니다. 기울기는 어느 방향을 가리키나요?",
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
                            p.add_(self.lr * p.grad)
                            p.grad = None
                total += loss.item() * len(x)
                count += len(x)
            losses.append(total / count)
        return losses
