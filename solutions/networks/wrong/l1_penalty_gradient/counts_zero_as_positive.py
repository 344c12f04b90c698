HINT = {
    "en": "|w| has no derivative at 0. Which value does the statement choose there?",
    "ko": "|w|는 0에서 미분할 수 없습니다. 문제에서는 그곳의 값을 얼마로 정했나요?",
}

import torch


def l1_penalty_gradient(weight, strength):
    push = torch.full_like(weight, strength)
    return torch.where(weight >= 0, push, -push)
