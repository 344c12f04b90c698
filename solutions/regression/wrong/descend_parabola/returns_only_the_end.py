HINT = {
    "en": "You return the last point. The text asks for every point on the way.",
    "ko": "마지막 점만 반환했습니다. 본문에서는 지나온 점을 모두 구하라고 했습니다.",
}

import torch


def descend_parabola(w_start, learning_rate, num_steps):
    slopes = torch.tensor([4.0, 6.0], dtype=w_start.dtype, device=w_start.device)
    w = w_start
    for _ in range(num_steps):
        w = w - learning_rate * slopes * w
    return w
