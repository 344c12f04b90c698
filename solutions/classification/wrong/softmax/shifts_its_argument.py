HINT = {
    "en": "The scores belong to the caller. Is your subtraction done in place?",
    "ko": "점수 텐서는 호출한 쪽의 것입니다. 뺄셈을 그 자리에서 하고 있지 않나요?",
}

import torch


def softmax(z, dim):
    scores = z.detach() if z.requires_grad else z
    scores -= scores.max(dim=dim, keepdim=True).values
    e = torch.exp(z)
    return e / e.sum(dim=dim, keepdim=True)
