HINT = {
    "en": "The digits beyond the seventh are lost. With which dtype do you compute?",
    "ko": "일곱째 자리 뒤의 숫자가 사라졌습니다. 어떤 dtype으로 계산하나요?",
}

import torch


def projection_matrix(A):
    A = A.to(torch.float32)
    return A @ torch.linalg.inv(A.T @ A) @ A.T
