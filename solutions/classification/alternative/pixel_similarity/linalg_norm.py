import torch


def pixel_similarity(images, mean_a, mean_b, norm):
    if norm not in {"l1", "rmse"}:
        raise ValueError("norm")
    means = torch.stack((mean_a, mean_b))
    gaps = (images.unsqueeze(1) - means.unsqueeze(0)).flatten(2)  # (N, 2, H * W)
    pixels = gaps.size(-1)
    if norm == "l1":
        result = torch.linalg.vector_norm(gaps, ord=1, dim=-1) / pixels
    else:
        result = torch.linalg.vector_norm(gaps, ord=2, dim=-1) / pixels**0.5
    to_a, to_b = result.unbind(1)
    return result, torch.lt(to_a, to_b)
