HINT = {
    "en": "The last minibatch may have fewer samples. Do they count more than the others in your mean?",
    "ko": "마지막 미니배치는 표본이 더 적을 수 있습니다. 평균에서 그 표본들의 비중이 더 크지 않나요?",
}

import torch


class Learner:
    def __init__(self, model, loss_fn, lr):
        self.model, self.loss_fn, self.lr = model, loss_fn, lr

    def fit(self, loader, num_epochs):
        losses = []
        for _ in range(num_epochs):
            self.model.train()
            of_epoch = []
            for x, y in loader:
                loss = self.loss_fn(self.model(x), y)
                loss.backward()
                with torch.no_grad():
                    for p in self.model.parameters():
                        if p.grad is not None:
                            p.sub_(self.lr * p.grad)
                            p.grad = None
                of_epoch.append(loss.item())
            losses.append(sum(of_epoch) / len(of_epoch))
        return losses
