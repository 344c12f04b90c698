HINT = {
    "en": "That is batch normalisation. Here every vector is normalised by itself: change one row of x, and only that row of the result may change.",
    "ko": "그것은 배치 정규화입니다. 여기서는 벡터마다 따로 정규화합니다. x의 한 행을 바꾸면 결과도 그 행만 바뀌어야 합니다.",
}

import torch


def layer_norm(x, gamma, beta, eps):
    mean = x.mean(dim=0, keepdim=True)
    var = ((x - mean) ** 2).mean(dim=0, keepdim=True)
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
