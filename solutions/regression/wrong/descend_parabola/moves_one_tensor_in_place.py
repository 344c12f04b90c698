HINT = {
    "en": "Your list holds the same tensor many times, and the caller holds it too. What does `w -= ...` change?",
    "ko": "리스트에 같은 텐서가 여러 번 들어 있고, 호출한 쪽도 그 텐서를 갖고 있습니다. `w -= ...`는 무엇을 바꾸나요?",
}

import torch


def descend_parabola(w_start, learning_rate, num_steps):
    slopes = torch.tensor([4.0, 6.0], dtype=w_start.dtype, device=w_start.device)
    w = w_start
    path = [w]
    for _ in range(num_steps):
        w -= learning_rate * slopes * w
        path.append(w)
    return torch.stack(path)
