HINT = {
    "en": "Both parts are there. Which of them comes first?",
    "ko": "두 값은 모두 있습니다. 어떤 것을 먼저 반환해야 하나요?",
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
        return self.y[index], self.x[index]
