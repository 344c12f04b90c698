HINT = {
    "en": "If the model was evaluated in between, in which mode is it when fit is called again?",
    "ko": "중간에 모델을 평가했다면, 다시 fit을 부를 때 모델은 어떤 모드인가요?",
}

import torch


class Learner:
    def __init__(self, model, loss_fn, lr):
        self.model, self.loss_fn, self.lr = model, loss_fn, lr

    def fit(self, loader, num_epochs):
        losses = []
        for _ in range(num_epochs):
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
