HINT = {
    "en": "`load_state_dict` returns a report on the keys. What does this statement ask for?",
    "ko": "`load_state_dict`는 키에 대한 보고를 반환합니다. 이 문제에서는 무엇을 반환해야 하나요?",
}

import torch


def save_and_load(model, file):
    torch.save(model.state_dict(), file)
    file.seek(0)
    return model.load_state_dict(torch.load(file, weights_only=True))
