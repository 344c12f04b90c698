HINT = {
    "en": "Where does your update use the learning rate that was passed in?",
    "ko": "갱신할 때 인수로 받은 학습률을 쓰고 있나요?",
}

import torch


class Learner:
    def __init__(self, model, loss_fn, lr):
        self.model, self.loss_fn, self.lr = model, loss_fn, 0.01

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
                            p.grad = None
                total += loss.item() * len(x)
                count += len(x)
            losses.append(total / count)
        return losses
