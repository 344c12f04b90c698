HINT = {
    "en": "If the right class is far behind, its softmax is exactly 0. Can the logarithm be taken before that happens?",
    "ko": "정답 클래스의 점수가 훨씬 낮으면 소프트맥스는 정확히 0이 됩니다. 그 전에 로그를 취할 수는 없을까요?",
}

import torch


def cross_entropy(logits, targets):
    p = torch.softmax(logits, dim=1)
    return -torch.log(p[torch.arange(len(targets)), targets]).mean()
