HINT = {
    "en": "The second layer multiplies W2 by what comes out of ReLU. Which tensor belongs into dW2?",
    "ko": "두 번째 층에서 W2와 곱해지는 것은 ReLU를 지난 값입니다. dW2에는 어느 텐서가 들어가야 하나요?",
}


def mlp_backward(grad_out, x, W1, b1, W2, b2):
    u1 = x @ W1 + b1
    du1 = (grad_out @ W2.T) * (u1 > 0)
    return x.T @ du1, du1.sum(dim=0), u1.T @ grad_out, grad_out.sum(dim=0)
