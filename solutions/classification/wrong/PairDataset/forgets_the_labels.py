HINT = {
    "en": "A pair is asked for. What does `dataset[0]` give?",
    "ko": "한 쌍을 반환해야 합니다. `dataset[0]`은 무엇을 주나요?",
}

from torch.utils.data import Dataset


class PairDataset(Dataset):
    def __init__(self, x, y):
        if len(x) != len(y):
            raise ValueError("lengths")
        self.x, self.y = x, y

    def __len__(self):
        return len(self.x)

    def __getitem__(self, index):
        return self.x[index]
