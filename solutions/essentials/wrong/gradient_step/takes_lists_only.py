HINT = {
    "en": "Walking through one tensor gives its rows, and rows have no gradient of their own.",
    "ko": "텐서 하나를 for 문으로 돌면 행이 나오는데, 행에는 자기 기울기가 없습니다.",
}


def gradient_step(tensors, learning_rate):
    for t in tensors:
        if t.grad is not None:
            t.data -= learning_rate * t.grad
            t.grad.zero_()
