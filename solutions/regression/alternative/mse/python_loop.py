def mse(prediction, target):
    if list(prediction.shape) != list(target.shape):
        raise ValueError("different shapes")
    total = 0.0
    count = 0
    for p, t in zip(prediction.flatten(), target.flatten()):
        total = total + (p - t) * (p - t)
        count += 1
    return total / count
