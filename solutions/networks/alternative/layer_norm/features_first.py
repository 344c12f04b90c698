def layer_norm(x, gamma, beta, eps):
    t = x.movedim(-1, 0)
    t = t - t.mean(0)
    t = t / (t.square().mean(0) + eps).sqrt()
    return t.movedim(0, -1) * gamma + beta
