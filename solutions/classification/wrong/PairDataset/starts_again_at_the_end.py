HINT = {
    "en": "Walk through your dataset with a `for` loop. When does it stop?",
    "ko": "`for` 문으로 데이터셋을 순회해 보세요. 언제 멈추나요?",
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
        index = index % len(self.x)
        return self.x[index], self.y[index]
