HINT = {
    "en": "With a tiny eps nobody notices. Where does eps stand in the forward pass?",
    "ko": "eps가 아주 작으면 티가 나지 않습니다. 순전파에서 eps는 어디에 있나요?",
}


def batchnorm_backward(dout, x, gamma, eps):
    std = x.std(dim=0, correction=0)
    x_hat = (x - x.mean(dim=0)) / std
    dx_hat = dout * gamma
    dx = (dx_hat - dx_hat.mean(dim=0) - x_hat * (dx_hat * x_hat).mean(dim=0)) / std
    return dx, (dout * x_hat).sum(dim=0), dout.sum(dim=0)
