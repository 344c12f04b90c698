HINT = {
    "en": "There is one number for each column. Which index must remain?",
    "ko": "열마다 수가 하나씩 나왔습니다. 어느 첨자가 남아야 하나요?",
}

import torch


def rowwise_dot(a, b):
    return torch.einsum("ij,ij->j", a, b)
