HINT = {
    "en": "Which size comes first in `nn.Linear`: that of its input or that of its output?",
    "ko": "`nn.Linear`에는 입력의 크기와 출력의 크기 중 어느 것을 먼저 쓰나요?",
}

from torch import nn


class SoftmaxModel(nn.Module):
    def __init__(self, num_features, num_classes):
        super().__init__()
        self.linear = nn.Linear(num_classes, num_features)

    def forward(self, x):
        return self.linear(x)
