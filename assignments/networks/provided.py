"""Small helpers for the exercise `save_and_load`; use them to look at your own result.

`save_and_load` 문제에 쓰는 작은 함수들입니다. 자기 결과를 살펴볼 때 써 보세요.
"""

import io
import pickle
from collections.abc import Callable

import torch
from torch import nn


def binary_file() -> io.BytesIO:
    """An empty binary file that lies in memory: it can be written, rewound and read like one on a disk."""
    return io.BytesIO()


def stored_state(file: io.BytesIO) -> dict[str, torch.Tensor]:
    """The state dict that a file holds.

    Raises:
        ValueError: it holds nothing, or other things than tensors, such as a whole module.

    """
    content = file.getvalue()
    if not content:
        raise ValueError("the file is empty")
    try:
        return dict(torch.load(io.BytesIO(content), weights_only=True))
    except pickle.UnpicklingError:
        raise ValueError("the file holds more than tensors and their names") from None


def shared_names(
    save_and_load: Callable[[nn.Module, io.BytesIO], dict[str, torch.Tensor]], model: nn.Module, file: io.BytesIO
) -> list[str]:
    """Names in the returned state dict whose tensors still lie in the memory of the model."""
    loaded = save_and_load(model, file)
    return [name for name, here in model.state_dict().items() if loaded[name].data_ptr() == here.data_ptr()]
