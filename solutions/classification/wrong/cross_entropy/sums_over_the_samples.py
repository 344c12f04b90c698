HINT = {
    "en": "Does your loss grow with the number of samples? The statement says what to do about it.",
    "ko": "표본이 많아지면 손실도 커지나요? 설명에서 표본에 대해 무엇을 구하라고 했는지 확인해 보세요.",
}

import torch


def cross_entropy(logits, targets):
    log_p = torch.log_softmax(logits, dim=1)
    return -log_p[torch.arange(len(targets)), targets].sum()
