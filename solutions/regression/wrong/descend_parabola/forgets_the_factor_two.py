HINT = {
    "en": "What is the derivative of 2 w^2, and what that of 3 w^2?",
    "ko": "2 w^2과 3 w^2을 미분하면 각각 무엇인가요?",
}

import torch


def descend_parabola(w_start, learning_rate, num_steps):
    slopes = torch.tensor([2.0, 3.0], dtype=w_start.dtype, device=w_start.device)
    path = [w_start]
    for _ in range(num_steps):
        path.append(path[-1] - learning_rate * slopes * path[-1])
    return torch.stack(path)
