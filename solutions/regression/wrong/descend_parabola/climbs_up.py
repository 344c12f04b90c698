HINT = {
    "en": "The gradient shows the way up. Print L(w) for every row: does it fall?",
    "ko": "기울기는 올라가는 쪽을 가리킵니다. 행마다 L(w)를 출력해 보세요. 줄어드나요?",
}

import torch


def descend_parabola(w_start, learning_rate, num_steps):
    slopes = torch.tensor([4.0, 6.0], dtype=w_start.dtype, device=w_start.device)
    path = [w_start]
    for _ in range(num_steps):
        path.append(path[-1] + learning_rate * slopes * path[-1])
    return torch.stack(path)
