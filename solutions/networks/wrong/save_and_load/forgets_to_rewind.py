HINT = {
    "en": "After writing, the file stands at its end. What is there to be read?",
    "ko": "쓰고 나면 파일의 위치는 맨 끝입니다. 거기에서 읽을 것이 있나요?",
}

import torch


def save_and_load(model, file):
    torch.save(model.state_dict(), file)
    return torch.load(file, weights_only=True)
