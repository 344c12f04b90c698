import torch


def decision_boundary(w, b):
    if float(w[1]) == 0:
        raise ValueError(f"x2 cannot be isolated, w = {w.tolist()}")
    # Two conditions, at x1 = 0 and x1 = 1, on the unknowns (slope, intercept).
    A = torch.stack([torch.stack([w[1] * 0, w[1]]), torch.stack([w[1], w[1]])])
    right = torch.stack([-b, -b - w[0]])
    slope, intercept = torch.linalg.solve(A, right)
    return slope, intercept
