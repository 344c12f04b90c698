HINT = {
    "en": "`torch.nn.Linear` stores its weight as (out, in). Here W1 is (in, out): look at the shapes of x and W1.",
    "ko": "`torch.nn.Linear`의 가중치는 (출력, 입력)이지만 여기서 W1은 (입력, 출력)입니다. x와 W1의 크기를 확인해 보세요.",
}

import torch


def mlp_forward(x, W1, b1, W2, b2):
    u1 = x @ W1.T + b1
    v1 = torch.clamp(u1, min=0)
    return u1, v1, v1 @ W2.T + b2
