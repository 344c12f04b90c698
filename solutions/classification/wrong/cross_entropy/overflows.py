HINT = {
    "en": "What is exp(1000)? Which number may you subtract from all scores of a sample?",
    "ko": "exp(1000)은 얼마인가요? 한 표본의 모든 점수에서 어떤 수를 빼도 괜찮을까요?",
}

import torch


def cross_entropy(logits, targets):
    e = torch.exp(logits)
    p = e / e.sum(dim=1, keepdim=True)
    return -torch.log(p[torch.arange(len(targets)), targets]).mean()
