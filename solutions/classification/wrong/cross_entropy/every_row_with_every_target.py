HINT = {
    "en": "Print the shape of what you pick out of the log-probabilities. How many numbers should it be for N samples?",
    "ko": "로그 확률에서 골라낸 값의 크기를 출력해 보세요. 표본이 N개면 수가 몇 개여야 하나요?",
}

import torch


def cross_entropy(logits, targets):
    log_p = torch.log_softmax(logits, dim=1)
    return -log_p[:, targets].mean()
