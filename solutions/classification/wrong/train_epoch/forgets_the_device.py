HINT = {
    "en": "The model lies on the device. Where does a minibatch lie when the loader gives it to you?",
    "ko": "모델은 device에 있습니다. 로더가 준 미니배치는 어디에 있나요?",
}


def train_epoch(model, loader, optimizer, loss_fn, device):
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        loss = loss_fn(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
