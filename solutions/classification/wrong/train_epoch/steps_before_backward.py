HINT = {
    "en": "Which gradients does your first step use? In which order do backward and step belong?",
    "ko": "첫 번째 갱신은 어떤 기울기를 쓰나요? 역전파와 갱신은 어떤 순서로 해야 하나요?",
}


def train_epoch(model, loader, optimizer, loss_fn, device):
    model.train()
    total, count = 0.0, 0
    for batch in loader:
        x, y = (t.to(device) for t in batch)
        loss = loss_fn(model(x), y)
        optimizer.step()
        optimizer.zero_grad()
        loss.backward()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
