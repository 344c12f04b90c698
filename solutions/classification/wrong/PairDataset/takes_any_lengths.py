HINT = {
    "en": "What does your dataset do with five samples and four labels?",
    "ko": "표본이 다섯 개이고 레이블이 네 개면 데이터셋은 어떻게 하나요?",
}

from torch.utils.data import Dataset


class PairDataset(Dataset):
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __len__(self):
        return len(self.x)

    def __getitem__(self, index):
        return self.x[index], self.y[index]
