def mse(prediction, target):
    if prediction.size() != target.size():
        raise ValueError("prediction and target need the same shape")
    error = (target - prediction).reshape(-1)
    return error @ error / error.numel()
