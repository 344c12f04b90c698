HINT = {
    "en": "Which dimension holds the classes of one sample? The loss of a sample must not depend on the others.",
    "ko": "한 표본의 클래스들은 어느 차원에 있나요? 한 표본의 손실은 다른 표본에 따라 달라지면 안 됩니다.",
}

import torch


def cross_entropy(logits, targets):
    log_p = torch.log_softmax(logits, dim=0)
    return -log_p[torch.arange(len(targets)), targets].mean()
