HINT = {
    "en": "Where does your second step begin: at the start or at the point that the first one has reached?",
    "ko": "두 번째 걸음은 어디에서 시작하나요? 출발점인가요, 첫 번째 걸음으로 도착한 점인가요?",
}

import torch


def descend_parabola(w_start, learning_rate, num_steps):
    slopes = torch.tensor([4.0, 6.0], dtype=w_start.dtype, device=w_start.device)
    path = [w_start]
    for _ in range(num_steps):
        path.append(w_start - learning_rate * slopes * w_start)
    return torch.stack(path)
