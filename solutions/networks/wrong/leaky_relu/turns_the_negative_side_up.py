HINT = {
    "en": "The negative side has a small slope, but the function keeps rising from left to right. Which sign does leaky_relu(-4) have?",
    "ko": "음수 쪽은 기울기가 작을 뿐, 함수는 왼쪽에서 오른쪽으로 계속 커집니다. leaky_relu(-4)의 부호는 무엇인가요?",
}

import torch


def leaky_relu(x, negative_slope=0.01):
    return torch.clamp(x, min=0) + negative_slope * torch.clamp(-x, min=0)
