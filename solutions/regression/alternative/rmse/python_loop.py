def rmse(prediction, target):
    squares = [(p - t) ** 2 for p, t in zip(prediction.flatten(), target.flatten())]
    return (sum(squares) / len(squares)) ** 0.5
