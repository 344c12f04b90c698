from typing import BinaryIO

import torch
from torch import nn


def save_and_load(model: nn.Module, file: BinaryIO) -> dict[str, torch.Tensor]:
    """Save what a model has learnt to a file, and read it back from there.

    Args:
        model: any module; it is left unchanged.
        file: an empty binary file, open for writing and reading, such as io.BytesIO(). It is not closed.

    Returns:
        The state dict (상태 사전) read from the file: all parameters and buffers by name, as new tensors that share no
        memory with the model. Afterwards the file holds the state dict in the format of torch.save, and nothing else.

    >>> import io
    >>> layer = nn.Linear(2, 3)
    >>> state = save_and_load(layer, io.BytesIO())
    >>> sorted(state), torch.equal(state["weight"], layer.weight)
    (['bias', 'weight'], True)
    """
    ### BEGIN SOLUTION
    torch.save(model.state_dict(), file)
    file.seek(0)  # writing has left the position at the end
    return torch.load(file, weights_only=True)
    ### END SOLUTION
