HINT = {
    "en": "Compare the shape of one sample with that of x. Has a dimension been left over?",
    "ko": "표본 하나의 크기를 x의 크기와 비교해 보세요. 남아 있는 차원이 있지 않나요?",
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
        if index >= len(self.x):
            raise IndexError(index)
        return self.x[index : index + 1], self.y[index : index + 1]
