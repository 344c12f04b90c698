HINT = {
    "en": "The output of this network may be negative. Is there an activation after the second layer?",
    "ko": "이 신경망의 출력은 음수일 수도 있습니다. 두 번째 층 뒤에 활성화 함수가 있나요?",
}

import torch


def mlp_forward(x, W1, b1, W2, b2):
    u1 = x @ W1 + b1
    v1 = torch.clamp(u1, min=0)
    return u1, v1, torch.clamp(v1 @ W2 + b2, min=0)
