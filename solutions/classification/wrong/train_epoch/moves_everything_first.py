HINT = {
    "en": "How much of the data lies on the device at the same time? Minibatches are there to keep that small.",
    "ko": "한꺼번에 device에 올라가 있는 데이터는 얼마나 되나요? 미니배치를 쓰는 까닭을 생각해 보세요.",
}


def train_epoch(model, loader, optimizer, loss_fn, device):
    model.train()
    batches = [(x.to(device), y.to(device)) for x, y in loader]
    total, count = 0.0, 0
    for x, y in batches:
        loss = loss_fn(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
