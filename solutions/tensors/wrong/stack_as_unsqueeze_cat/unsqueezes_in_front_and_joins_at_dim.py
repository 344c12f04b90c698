HINT = {
    "en": "You add the dimension at one place and join along another. Print the shapes between the two steps.",
    "ko": "차원을 추가하는 위치와 이어 붙이는 방향이 다릅니다. 두 단계 사이의 크기를 출력해 보세요.",
}

import torch


def stack_as_unsqueeze_cat(tensors, dim):
    return torch.cat([t.unsqueeze(0) for t in tensors], dim=dim)
