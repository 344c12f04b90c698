class Learner:
    def __init__(self, model, loss_fn, lr):
        self.model = model
        self.loss_fn = loss_fn
        self.lr = lr
        self.losses = []

    def fit(self, loader, num_epochs):
        history = []
        for epoch in range(num_epochs):
            self.model.train()
            sum_of_losses = 0
            samples = 0
            for xb, yb in loader:
                self.model.zero_grad()
                preds = self.model(xb)
                loss = self.loss_fn(preds, yb)
                loss.backward()
                for p in self.model.parameters():
                    if p.grad is None:
                        continue
                    p.data.sub_(self.lr * p.grad.data)
                sum_of_losses += float(loss) * xb.shape[0]
                samples += xb.shape[0]
            history.append(sum_of_losses / samples)
        self.model.zero_grad()
        self.losses += history
        return history
