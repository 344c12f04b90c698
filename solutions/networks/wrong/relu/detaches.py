HINT = {
    "en": "The values are right, but no gradient comes back to x. Where does your computation leave torch?",
    "ko": "값은 맞지만 x까지 기울기가 전달되지 않습니다. 계산이 어디에서 torch를 벗어나나요?",
}

import numpy as np
import torch


def relu(x):
    return torch.from_numpy(np.maximum(x.detach().numpy(), 0))
