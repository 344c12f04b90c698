HINT = {
    "en": "Look at the caller's model after fit. Has it learnt anything?",
    "ko": "fit을 부른 뒤 호출한 쪽의 모델을 살펴보세요. 달라진 것이 있나요?",
}

import copy

import torch


class Learner:
    def __init__(self, model, loss_fn, lr):
        self.model, self.loss_fn, self.lr = copy.deepcopy(model), loss_fn, lr

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
