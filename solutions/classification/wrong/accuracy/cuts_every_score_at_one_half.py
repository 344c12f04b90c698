HINT = {
    "en": "With several classes, how is one class chosen from the scores of a sample?",
    "ko": "클래스가 여러 개일 때, 한 표본의 점수들에서 클래스 하나를 어떻게 고르나요?",
}

import torch


def accuracy(outputs, targets):
    if outputs.dim() == 2 and outputs.shape[1] > 1:
        hits = outputs > 0.5
        return hits[torch.arange(len(targets)), targets].float().mean()
    return ((outputs.flatten() > 0.5) == targets.flatten()).float().mean()
