HINT = {
    "en": "The root of the square of a number is its absolute value. Where does the root belong in RMSE?",
    "ko": "제곱한 수의 제곱근은 절댓값입니다. RMSE에서 제곱근은 어느 단계에서 취해야 하나요?",
}

import torch


def pixel_similarity(images, mean_a, mean_b, norm):
    if norm not in ("l1", "rmse"):
        raise ValueError(norm)
    columns = []
    for mean in (mean_a, mean_b):
        d = images - mean
        d = d.abs() if norm == "l1" else (d**2).sqrt()
        columns.append(d.mean(dim=(-2, -1)))
    distances = torch.stack(columns, dim=1)
    return distances, distances[:, 0] < distances[:, 1]
