HINT = {
    "en": "Print the labels of the first minibatch with shuffle=True. Do they come in the order of y?",
    "ko": "shuffle=True로 첫 미니배치의 레이블을 출력해 보세요. y의 순서 그대로 나오지 않나요?",
}

import torch
from torch.utils.data import DataLoader, TensorDataset


def make_loader(x, y, batch_size, shuffle, seed):
    torch.Generator().manual_seed(seed)
    return DataLoader(TensorDataset(x, y), batch_size=batch_size)
