import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    n, columns = x.shape[0], []
    for j in range(x.shape[1]):
        column = x[:, j]
        if training:
            m = column.sum() / n
            squares = ((column - m) * (column - m)).sum()
            v = squares / n
            state["running_mean"][j] += momentum * (m.item() - state["running_mean"][j])
            state["running_var"][j] += momentum * (squares.item() / (n - 1) - state["running_var"][j])
        else:
            m = state["running_mean"][j]
            v = state["running_var"][j]
        columns.append(gamma[j] * (column - m) / torch.sqrt(v + eps) + beta[j])
    return torch.stack(columns, dim=1)
