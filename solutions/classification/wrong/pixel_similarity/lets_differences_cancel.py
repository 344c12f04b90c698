HINT = {
    "en": "One pixel is too dark by 1, another too bright by 1. What is their L1 distance?",
    "ko": "한 픽셀은 1만큼 어둡고 다른 픽셀은 1만큼 밝습니다. 이때 L1 거리는 얼마인가요?",
}

import torch


def pixel_similarity(images, mean_a, mean_b, norm):
    if norm not in ("l1", "rmse"):
        raise ValueError(norm)
    columns = []
    for mean in (mean_a, mean_b):
        d = images - mean
        columns.append(d.mean(dim=(1, 2)).abs() if norm == "l1" else (d**2).mean(dim=(1, 2)).sqrt())
    distances = torch.stack(columns, dim=1)
    return distances, distances[:, 0] < distances[:, 1]
