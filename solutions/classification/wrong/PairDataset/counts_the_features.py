HINT = {
    "en": "Which dimension of x counts the samples?",
    "ko": "x의 어느 차원이 표본의 개수인가요?",
}

from torch.utils.data import Dataset


class PairDataset(Dataset):
    def __init__(self, x, y):
        if len(x) != len(y):
            raise ValueError("lengths")
        self.x, self.y = x, y

    def __len__(self):
        return self.x.shape[-1]

    def __getitem__(self, index):
        return self.x[index], self.y[index]
