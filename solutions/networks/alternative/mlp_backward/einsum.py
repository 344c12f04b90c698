import torch


def mlp_backward(grad_out, x, W1, b1, W2, b2):
    v1 = torch.relu(torch.einsum("nd,dh->nh", x, W1) + b1)
    du1 = torch.einsum("nc,hc->nh", grad_out, W2) * torch.sign(v1)
    return (
        torch.einsum("nd,nh->dh", x, du1),
        torch.einsum("nh->h", du1),
        torch.einsum("nh,nc->hc", v1, grad_out),
        torch.einsum("nc->c", grad_out),
    )
