import torch


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    w = X.new_zeros(X.shape[1])
    b = X.new_zeros(())
    losses = []
    for _ in range(num_epochs):
        urn = list(range(len(y)))
        while urn:
            batch = []
            while urn and len(batch) < batch_size:
                i = int(torch.randint(len(urn), (1,), generator=generator))
                batch.append(urn.pop(i))
            loss, w_gradient, b_gradient = 0.0, 0.0, 0.0
            for i in batch:
                error = torch.dot(X[i], w) + b - y[i]
                loss += float(error) ** 2 / len(batch)
                w_gradient = w_gradient + 2 * error * X[i] / len(batch)
                b_gradient = b_gradient + 2 * error / len(batch)
            losses.append(loss)
            w = w - learning_rate * w_gradient
            b = b - learning_rate * b_gradient
    return w, b, losses
