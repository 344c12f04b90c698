HINT = {
    "en": "A position counts along the row. Which dimension does your `scatter` count along?",
    "ko": "위치는 행을 따라 셉니다. `scatter`는 어느 차원을 따라 세고 있나요?",
}

import torch


def scatter_rows(values, index, width):
    result = torch.zeros(width, values.shape[1], dtype=values.dtype, device=values.device)
    return result.scatter(0, index, values)
