HINT = {
    "en": "The result may be wider than the values. Which argument tells its width?",
    "ko": "결과는 `values`보다 넓을 수 있습니다. 너비는 어느 인수가 정하나요?",
}

import torch


def scatter_rows(values, index, width):
    result = torch.zeros_like(values)
    inside = index < values.shape[1]
    for n in range(len(values)):
        result[n, index[n, inside[n]]] = values[n, inside[n]]
    return result
