HINT = {
    "en": "What you get is what the projection leaves over. What should P A be?",
    "ko": "정사영하고 남는 부분을 구했습니다. P A는 무엇이 되어야 하나요?",
}

import torch


def projection_matrix(A):
    identity = torch.eye(len(A), dtype=A.dtype, device=A.device)
    return identity - A @ torch.linalg.inv(A.T @ A) @ A.T
