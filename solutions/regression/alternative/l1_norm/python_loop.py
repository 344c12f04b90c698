def l1_norm(prediction, target):
    total = 0.0
    for p, t in zip(prediction.reshape(-1), target.reshape(-1)):
        total = total + (p - t if p > t else t - p)
    return total / prediction.numel()
