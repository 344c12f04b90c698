from collections.abc import Callable, Iterable

import torch
from torch import nn


class Learner:
    """Trains a model by stochastic gradient descent (확률적 경사하강법), without an optimizer of the library.

    Args:
        model: the model; it is trained itself, not a copy.
        loss_fn: loss_fn(model(x), y) is the mean loss of a minibatch, a 0-d tensor.
        lr: the learning rate, a positive number.

    >>> model = nn.Linear(1, 1, bias=False)
    >>> _ = nn.init.zeros_(model.weight)
    >>> learner = Learner(model, nn.MSELoss(), lr=0.25)
    >>> learner.fit([(torch.ones(2, 1), torch.ones(2, 1))], num_epochs=2)
    [1.0, 0.25]
    >>> model.weight.item()
    0.75
    """

    def __init__(self, model: nn.Module, loss_fn: Callable[..., torch.Tensor], lr: float) -> None:
        ### BEGIN SOLUTION
        self.model = model
        self.loss_fn = loss_fn
        self.lr = lr
        ### END SOLUTION

    def fit(self, loader: Iterable[tuple[torch.Tensor, torch.Tensor]], num_epochs: int) -> list[float]:
        """Train for some epochs, in training mode, with one update for each minibatch (x, y) of the loader.

        An update makes each parameter p with a gradient p - lr * gradient, in place; a parameter without one stays as
        it is. A second call goes on where the first stopped.

        Returns:
            For each epoch the mean loss of its samples, each as it was before the update of its minibatch.
        """
        ### BEGIN SOLUTION
        return [self._epoch(loader) for _ in range(num_epochs)]
        ### END SOLUTION

    ### BEGIN SOLUTION
    def _epoch(self, loader: Iterable[tuple[torch.Tensor, torch.Tensor]]) -> float:
        self.model.train()
        total, count = 0.0, 0
        for x, y in loader:
            loss = self.loss_fn(self.model(x), y)  # predict, and measure the loss
            loss.backward()
            self._step()
            total += loss.item() * len(x)
            count += len(x)
        return total / count

    def _step(self) -> None:
        with torch.no_grad():
            for p in self.model.parameters():
                if p.grad is not None:
                    p.sub_(self.lr * p.grad)
                    p.grad = None  # the next backward() would add to it

    ### END SOLUTION
