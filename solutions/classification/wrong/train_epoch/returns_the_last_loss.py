HINT = {
    "en": "Your result is the loss of one minibatch. Of how many samples should it be the mean?",
    "ko": "결과가 미니배치 하나의 손실입니다. 몇 개의 표본에 대한 평균이어야 하나요?",
}


def train_epoch(model, loader, optimizer, loss_fn, device):
    model.train()
    for batch in loader:
        x, y = (t.to(device) for t in batch)
        loss = loss_fn(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss.item()
