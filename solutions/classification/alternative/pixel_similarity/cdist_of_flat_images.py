import torch


def pixel_similarity(images, mean_a, mean_b, norm):
    powers = {"l1": 1.0, "rmse": 2.0}
    if norm not in powers:
        raise ValueError("unknown norm: " + str(norm))
    p = powers[norm]
    flat = images.flatten(start_dim=1)
    means = torch.stack([mean_a.flatten(), mean_b.flatten()])
    distances = torch.cdist(flat, means, p=p, compute_mode="donot_use_mm_for_euclid_dist")
    distances = distances / flat.shape[1] ** (1 / p)
    return distances, distances.argmin(dim=1) == 0
