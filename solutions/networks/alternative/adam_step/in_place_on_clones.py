def adam_step(weight, grad, m, v, t, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    weight, m, v = weight.clone(), m.clone(), v.clone()
    m *= beta1
    m += (1 - beta1) * grad
    v *= beta2
    v += (1 - beta2) * grad.square()
    bias1 = 1.0 - pow(beta1, t)
    bias2 = 1.0 - pow(beta2, t)
    weight -= learning_rate * (m / bias1) / ((v / bias2) ** 0.5 + eps)
    return weight, m, v
