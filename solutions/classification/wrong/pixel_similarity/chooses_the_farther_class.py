HINT = {
    "en": "Is an image of class a one whose distance to mean_a is small, or one whose distance is large?",
    "ko": "클래스 a에 속하는 이미지는 mean_a까지의 거리가 작은가요, 큰가요?",
}

import torch


def pixel_similarity(images, mean_a, mean_b, norm):
    if norm not in ("l1", "rmse"):
        raise ValueError(norm)
    columns = []
    for mean in (mean_a, mean_b):
        d = images - mean
        columns.append(d.abs().mean(dim=(1, 2)) if norm == "l1" else (d**2).mean(dim=(1, 2)).sqrt())
    distances = torch.stack(columns, dim=1)
    return distances, distances[:, 0] > distances[:, 1]
