HINT = {
    "en": "`gather` reads from positions, `scatter` writes to positions. Which one is asked for?",
    "ko": "`gather`는 그 위치에서 읽고 `scatter`는 그 위치에 씁니다. 어느 쪽이 필요한가요?",
}

import torch


def scatter_rows(values, index, width):
    wide = values.new_zeros(len(values), width)
    wide[:, : values.shape[1]] = values
    everywhere = torch.arange(width, device=index.device).repeat(len(values), 1)
    everywhere[:, : index.shape[1]] = index
    return wide.gather(1, everywhere)
