HINT = {
    "en": "Where does your function use its argument seed?",
    "ko": "함수의 어디에서 seed 인수를 사용하나요?",
}

from torch.utils.data import DataLoader, TensorDataset


def make_loader(x, y, batch_size, shuffle, seed):
    return DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=shuffle)
