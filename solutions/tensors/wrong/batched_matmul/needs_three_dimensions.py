HINT = {
    "en": "`bmm` takes exactly three dimensions and does not broadcast. What of one matrix, or of (batch, heads)?",
    "ko": "`bmm`은 3차원만 받고 브로드캐스팅도 하지 않습니다. 행렬 하나이거나 (배치, 헤드)라면 어떻게 되나요?",
}

import torch


def batched_matmul(a, b):
    return torch.bmm(a, b)
