HINT = {
    "en": "For large positive x the function should be close to x. Check the sign inside the exponential.",
    "ko": "x가 큰 양수이면 함수값이 x에 가까워야 합니다. 지수 안의 부호를 확인해 보세요.",
}

import torch


def swish(x):
    return x / (1 + torch.exp(x))
