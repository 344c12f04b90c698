HINT = {
    "en": "Your result has too many dimensions: like `dot` of NumPy it multiplies every matrix of `a` with every one of `b`.",
    "ko": "결과의 차원이 너무 많습니다. NumPy의 `dot`처럼 `a`의 모든 행렬을 `b`의 모든 행렬과 곱했습니다.",
}

import torch


def batched_matmul(a, b):
    return torch.tensordot(a, b, dims=([a.dim() - 1], [b.dim() - 2]))
