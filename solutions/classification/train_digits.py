import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train_digits(
    x: torch.Tensor, y: torch.Tensor, batch_size: int, num_updates: int, learning_rate: float, seed: int = 0
) -> nn.Module:
    """Logistic regression that tells two digits apart, trained by (stochastic) gradient descent.

    Args:
        x: float tensor of shape (N, D): flattened images with values from 0 to 1.
        y: float tensor of shape (N,): 1.0 for images of one digit, 0.0 for those of the other.
        batch_size: samples in a minibatch. With N it is gradient descent, with less stochastic gradient descent.
        num_updates: how often the parameters are updated in all, in however many epochs.
        learning_rate: the step size, a positive number.
        seed: decides the order of the samples; nothing else does.

    Returns:
        The trained model: for a tensor of shape (n, D) it gives the probabilities of class 1, shape (n, 1). It starts
        from weights and bias zero and lies where x lies. Every update goes against the gradient of the mean binary cross-entropy of one
        minibatch. Every epoch has a new random order and uses each sample once; its last minibatch may be short.

    >>> x = torch.tensor([[0.0], [1.0], [0.0], [1.0]])
    >>> model = train_digits(x, torch.tensor([0.0, 1.0, 0.0, 1.0]), batch_size=2, num_updates=500, learning_rate=0.5)
    >>> (model(x) > 0.5).flatten().tolist()
    [False, True, False, True]
    """
    ### BEGIN SOLUTION
    model = nn.Sequential(nn.Linear(x.shape[1], 1, device=x.device), nn.Sigmoid())
    for parameter in model.parameters():
        nn.init.zeros_(parameter)
    generator = torch.Generator().manual_seed(seed)
    loader = DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=True, generator=generator)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    updates = 0
    while updates < num_updates:
        for images, labels in loader:
            loss = nn.functional.binary_cross_entropy(model(images).flatten(), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            updates += 1
            if updates == num_updates:
                break
    return model
    ### END SOLUTION
