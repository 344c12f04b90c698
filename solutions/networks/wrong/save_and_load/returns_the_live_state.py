HINT = {
    "en": "`state_dict()` shares its memory with the model. Train on after saving: what becomes of your result?",
    "ko": "`state_dict()`는 모델과 메모리를 함께 씁니다. 저장한 뒤에 학습을 계속하면 결과는 어떻게 되나요?",
}

import torch


def save_and_load(model, file):
    torch.save(model.state_dict(), file)
    return model.state_dict()
