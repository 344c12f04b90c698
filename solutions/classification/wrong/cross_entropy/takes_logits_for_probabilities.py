HINT = {
    "en": "Logits may be negative. What has to happen before you may take the logarithm of a probability?",
    "ko": "로짓은 음수일 수 있습니다. 확률의 로그를 취하려면 그 전에 무엇을 해야 하나요?",
}

import torch


def cross_entropy(logits, targets):
    return -torch.log(logits[torch.arange(len(targets)), targets]).mean()
