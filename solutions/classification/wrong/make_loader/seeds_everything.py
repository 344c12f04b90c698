HINT = {
    "en": "`torch.manual_seed` changes every random number of the program. Can a loader have a generator of its own?",
    "ko": "`torch.manual_seed`는 프로그램의 모든 난수를 바꿉니다. 로더만의 난수 생성기를 줄 수는 없을까요?",
}

import torch
from torch.utils.data import DataLoader, TensorDataset


def make_loader(x, y, batch_size, shuffle, seed):
    torch.manual_seed(seed)
    return DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=shuffle)
