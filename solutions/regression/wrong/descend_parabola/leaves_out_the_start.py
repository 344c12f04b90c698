HINT = {
    "en": "A path of 2 steps has 3 points. Which one is missing?",
    "ko": "두 걸음을 걸으면 점은 세 개입니다. 어느 점이 빠졌나요?",
}

import torch


def descend_parabola(w_start, learning_rate, num_steps):
    slopes = torch.tensor([4.0, 6.0], dtype=w_start.dtype, device=w_start.device)
    w, path = w_start, []
    for _ in range(num_steps):
        w = w - learning_rate * slopes * w
        path.append(w)
    return torch.stack(path)
