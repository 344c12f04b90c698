HINT = {
    "en": "How many numbers does the statement ask for, if fit trains for three epochs?",
    "ko": "fit이 세 에포크 동안 학습한다면 설명에서 요구하는 수는 몇 개인가요?",
}

import torch


class Learner:
    def __init__(self, model, loss_fn, lr):
        self.model, self.loss_fn, self.lr = model, loss_fn, lr

    def fit(self, loader, num_epochs):
        mean = None
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
            mean = total / count
        return mean
