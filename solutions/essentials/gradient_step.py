from collections.abc import Iterable

import torch


def gradient_step(tensors: torch.Tensor | Iterable[torch.Tensor], learning_rate: float) -> None:
    """Take one step of gradient descent (경사하강법) on every tensor, in place.

    Args:
        tensors: one float tensor of any shape, or any iterable of them: a list, a tuple,
            or something that can be walked through only once, such as `model.parameters()`.
        learning_rate: the step size, a positive number.

    Returns:
        None. Each tensor w with a gradient becomes w - learning_rate * w.grad, in place, and its
        gradient is cleared afterwards (set to zero or to None). A tensor whose `grad` is None is skipped.

    >>> w = torch.tensor([1.0, -2.0], requires_grad=True)
    >>> (w**2).sum().backward()
    >>> gradient_step(w, learning_rate=0.25)
    >>> w.tolist()
    [0.5, -1.0]
    """
    ### BEGIN SOLUTION
    if isinstance(tensors, torch.Tensor):
        tensors = [tensors]
    with torch.no_grad():
        for w in tensors:
            if w.grad is not None:
                w.sub_(learning_rate * w.grad)  # w <- w - learning_rate * grad
                w.grad = None
    ### END SOLUTION
