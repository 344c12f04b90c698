HINT = {
    "en": "The last minibatch may have fewer samples. Do its samples count more than the others in your mean?",
    "ko": "마지막 미니배치는 표본이 더 적을 수 있습니다. 평균에서 그 표본들이 다른 표본보다 더 큰 비중을 차지하지 않나요?",
}


def train_epoch(model, loader, optimizer, loss_fn, device):
    model.train()
    losses = []
    for batch in loader:
        x, y = (t.to(device) for t in batch)
        loss = loss_fn(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)
