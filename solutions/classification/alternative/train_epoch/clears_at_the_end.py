def train_epoch(model, loader, optimizer, loss_fn, device):
    model.train()
    running = 0.0
    seen = 0
    for batch in loader:
        inputs, labels = [t.to(device) for t in batch]
        outputs = model(inputs)
        loss = loss_fn(outputs, labels)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=False)
        running = running + loss.detach() * labels.size(0)
        seen += labels.size(0)
    return (running / seen).item()
