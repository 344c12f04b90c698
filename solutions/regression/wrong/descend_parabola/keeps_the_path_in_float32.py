HINT = {
    "en": "`torch.zeros` makes float32 unless it is told otherwise. Which dtype did you receive?",
    "ko": "`torch.zeros`는 따로 말하지 않으면 float32를 만듭니다. 받은 dtype은 무엇인가요?",
}

import torch


def descend_parabola(w_start, learning_rate, num_steps):
    path = torch.zeros(num_steps + 1, 2, device=w_start.device)
    path[0] = w_start
    for k in range(num_steps):
        path[k + 1, 0] = path[k, 0] - learning_rate * 4 * path[k, 0]
        path[k + 1, 1] = path[k, 1] - learning_rate * 6 * path[k, 1]
    return path
