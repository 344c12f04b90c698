HINT = {
    "en": "Make two datasets and look at the first one again. To whom do your variables belong: class or object?",
    "ko": "데이터셋을 두 개 만든 다음 첫 번째를 다시 살펴보세요. 변수가 클래스의 것인가요, 객체의 것인가요?",
}

from torch.utils.data import Dataset


class PairDataset(Dataset):
    x = None
    y = None

    def __init__(self, x, y):
        if len(x) != len(y):
            raise ValueError("lengths")
        PairDataset.x = x
        PairDataset.y = y

    def __len__(self):
        return len(PairDataset.x)

    def __getitem__(self, index):
        return PairDataset.x[index], PairDataset.y[index]
