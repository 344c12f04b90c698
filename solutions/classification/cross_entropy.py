import torch


def cross_entropy(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Cross-entropy (교차 엔트로피) of scores with class labels.

    Args:
        logits: float tensor of shape (N, C): one score for each class, before the softmax.
        targets: int64 tensor of shape (N,): the right class of each sample, from 0 to C - 1.

    Returns:
        A 0-d tensor: the mean over the N samples of -log softmax(logits)[target]. Logits may be large and far apart;
        the loss is finite nevertheless. The arguments are left unchanged.

    >>> round(float(cross_entropy(torch.zeros(3, 4), torch.tensor([0, 3, 1]))), 4)
    1.3863
    """
    ### BEGIN SOLUTION
    log_of_sum = torch.logsumexp(logits, dim=1)
    of_target = logits[torch.arange(len(targets), device=logits.device), targets]
    return (log_of_sum - of_target).mean()  # -log softmax = log sum exp(z) - z[target]
    ### END SOLUTION
