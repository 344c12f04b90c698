HINT = {
    "en": "How many updates does your epoch make, and how many minibatches are there?",
    "ko": "한 에포크에 갱신을 몇 번 하나요? 미니배치는 몇 개인가요?",
}


def train_epoch(model, loader, optimizer, loss_fn, device):
    model.train()
    optimizer.zero_grad()
    total, count = 0.0, 0
    for batch in loader:
        x, y = (t.to(device) for t in batch)
        loss = loss_fn(model(x), y)
        loss.backward()
        total += loss.item() * len(x)
        count += len(x)
    optimizer.step()
    return total / count
