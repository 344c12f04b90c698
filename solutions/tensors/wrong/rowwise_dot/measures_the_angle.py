HINT = {
    "en": "You divide by the lengths of the rows: that is the cosine. Was that asked for?",
    "ko": "행의 길이로 나누었으므로 코사인 값입니다. 그것을 구하라고 했나요?",
}

import torch


def rowwise_dot(a, b):
    return torch.nn.functional.cosine_similarity(a, b, dim=1)
