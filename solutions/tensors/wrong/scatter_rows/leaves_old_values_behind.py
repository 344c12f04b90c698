HINT = {
    "en": "Where nothing is put there must be a zero. Did your rows start out empty?",
    "ko": "아무것도 놓지 않은 자리는 0이어야 합니다. 처음에 빈 행에서 시작했나요?",
}

import torch


def scatter_rows(values, index, width):
    padding = values.new_zeros(len(values), width - values.shape[1])
    return torch.cat([values, padding], dim=1).scatter(1, index, values)
