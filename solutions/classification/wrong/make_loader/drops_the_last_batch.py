HINT = {
    "en": "Count the samples of one epoch. Which of them never reach the model?",
    "ko": "한 에포크에 나오는 표본을 세어 보세요. 모델에 한 번도 들어가지 않는 표본은 어느 것인가요?",
}

import torch
from torch.utils.data import DataLoader, TensorDataset


def make_loader(x, y, batch_size, shuffle, seed):
    g = torch.Generator().manual_seed(seed)
    return DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=shuffle, generator=g, drop_last=True)
