HINT = {
    "en": "Your new dimension is always the first one. Is `dim` used?",
    "ko": "새 차원이 항상 맨 앞에 있습니다. `dim`을 사용했나요?",
}

import torch


def stack_as_unsqueeze_cat(tensors, dim):
    return torch.cat([t.unsqueeze(0) for t in tensors], dim=0)
