HINT = {
    "en": "What does the R in RMSE stand for?",
    "ko": "RMSE의 R은 무엇을 뜻하나요?",
}

import torch


def pixel_similarity(images, mean_a, mean_b, norm):
    if norm not in ("l1", "rmse"):
        raise ValueError(norm)
    columns = []
    for mean in (mean_a, mean_b):
        d = images - mean
        d = d.abs() if norm == "l1" else d**2
        columns.append(d.mean(dim=(-2, -1)))
    distances = torch.stack(columns, dim=1)
    return distances, distances[:, 0] < distances[:, 1]
