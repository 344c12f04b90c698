HINT = {
    "en": 'What does your function do if somebody asks for the norm "l3"?',
    "ko": '누가 norm으로 "l3"를 넘기면 함수는 어떻게 하나요?',
}

import torch


def pixel_similarity(images, mean_a, mean_b, norm):
    columns = []
    for mean in (mean_a, mean_b):
        d = images - mean
        if norm == "l1":
            columns.append(d.abs().mean(dim=(1, 2)))
        else:
            columns.append((d**2).mean(dim=(1, 2)).sqrt())
    distances = torch.stack(columns, dim=1)
    return distances, distances[:, 0] < distances[:, 1]
