HINT = {
    "en": "A file with a whole module can only be read where its class is known, and reading it runs code. What should be saved?",
    "ko": "모듈을 통째로 저장한 파일은 그 클래스가 있는 곳에서만 읽을 수 있고, 읽을 때 코드가 실행됩니다. 무엇을 저장해야 하나요?",
}

import torch


def save_and_load(model, file):
    torch.save(model, file)
    file.seek(0)
    return torch.load(file, weights_only=False).state_dict()
