import torch


def mlp_backward(grad_out, x, W1, b1, W2, b2):
    pre = torch.addmm(b1, x, W1)
    back = grad_out.mm(W2.t())
    back[pre <= 0] = 0
    post = torch.clamp(pre, min=0)
    ones = torch.ones(len(x), dtype=x.dtype, device=x.device)
    return [x.t().mm(back), ones @ back, post.t().mm(grad_out), ones @ grad_out]
