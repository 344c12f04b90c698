HINT = {
    "en": "That is XOR written as a formula. Which weights of your network have learnt it?",
    "ko": "그것은 XOR를 식으로 쓴 것입니다. 네트워크의 어느 가중치가 그것을 배웠나요?",
}

from torch import nn


class Formula(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 1)

    def forward(self, x):
        return (x[:, :1] != x[:, 1:]).float()


def solve_xor():
    return Formula()
