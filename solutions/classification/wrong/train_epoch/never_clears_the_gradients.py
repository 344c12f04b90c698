HINT = {
    "en": "`backward()` adds to what is already there. What does the second minibatch start with?",
    "ko": "`backward()`는 이미 있는 값에 더합니다. 두 번째 미니배치는 어떤 기울기에서 시작하나요?",
}


def train_epoch(model, loader, optimizer, loss_fn, device):
    model.train()
    total, count = 0.0, 0
    for batch in loader:
        x, y = (t.to(device) for t in batch)
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
