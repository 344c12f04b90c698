HINT = {
    "en": "Every image needs a distance of its own. Over which dimensions do you average?",
    "ko": "거리는 이미지마다 따로 있어야 합니다. 어떤 차원에 대해 평균을 내고 있나요?",
}

import torch


def pixel_similarity(images, mean_a, mean_b, norm):
    if norm not in ("l1", "rmse"):
        raise ValueError(norm)
    columns = []
    for mean in (mean_a, mean_b):
        d = images - mean
        one = d.abs().mean() if norm == "l1" else (d**2).mean().sqrt()
        columns.append(one.expand(len(images)))
    distances = torch.stack(columns, dim=1)
    return distances, distances[:, 0] < distances[:, 1]
