HINT = {
    "en": "An evaluation before may have left the model in evaluation mode. What do its dropout layers do then?",
    "ko": "앞에서 평가를 했다면 모델이 평가 모드일 수 있습니다. 그때 드롭아웃 층은 어떻게 동작하나요?",
}


def train_epoch(model, loader, optimizer, loss_fn, device):
    total, count = 0.0, 0
    for batch in loader:
        x, y = (t.to(device) for t in batch)
        loss = loss_fn(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
