HINT = {
    "en": "A parameter that took no part in the loss, or is frozen, has `grad` None. What does your update do to it?",
    "ko": "손실 계산에 쓰이지 않았거나 고정된 매개변수의 `grad`는 None입니다. 갱신할 때 어떻게 되나요?",
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
                        p.sub_(self.lr * p.grad)
                        p.grad.zero_()
                total += loss.item() * len(x)
                count += len(x)
            losses.append(total / count)
        return losses
