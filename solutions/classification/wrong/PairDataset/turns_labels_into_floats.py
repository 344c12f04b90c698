HINT = {
    "en": "Class labels are integers, and a cross-entropy needs them so. What dtype has the label you return?",
    "ko": "클래스 레이블은 정수이고, 교차 엔트로피에도 정수로 넣어야 합니다. 반환한 레이블의 dtype은 무엇인가요?",
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
        return self.x[index].float(), self.y[index].float()
