import torch


def softmax(z, dim):
    moved = z.movedim(dim, -1)
    rows = moved.reshape(-1, moved.shape[-1])
    out = []
    for row in rows:
        e = torch.exp(row - torch.max(row))
        out.append(e / torch.sum(e))
    return torch.stack(out).reshape(moved.shape).movedim(-1, dim)
