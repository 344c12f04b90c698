HINT = {
    "en": "How many classes are there, if the last one happens not to occur in this batch?",
    "ko": "이 배치에 마지막 클래스가 나오지 않았다면 클래스는 모두 몇 개인가요?",
}

import torch


def cross_entropy(logits, targets):
    y = torch.nn.functional.one_hot(targets)
    used = logits[:, : y.shape[1]]
    return -(y * torch.log_softmax(used, dim=1)).sum(dim=1).mean()
