HINT = {
    "en": "Some of your outputs are below 0 or above 1. What turns a score into a probability?",
    "ko": "출력 중에 0보다 작거나 1보다 큰 값이 있습니다. 점수를 확률로 바꾸려면 무엇이 필요한가요?",
}

from torch import nn


class LogisticModel(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.linear = nn.Linear(num_features, 1)

    def forward(self, x):
        return self.linear(x)
