HINT = {
    "en": "Ask for the same points in another order. Does the answer go with the point or with the row?",
    "ko": "같은 점들을 다른 순서로 넣어 보세요. 답이 점을 따라가나요, 행을 따라가나요?",
}

import torch
from torch import nn


class Memory(nn.Module):
    def __init__(self):
        super().__init__()
        self.answers = nn.Parameter(torch.tensor([[0.0], [1.0], [1.0], [0.0]]))

    def forward(self, x):
        return self.answers.repeat(2, 1)[: len(x)]


def solve_xor():
    return Memory()
