HINT = {
    "en": "Batch normalisation also keeps running statistics, which are not parameters. Are they in your file?",
    "ko": "배치 정규화에는 매개변수가 아닌 이동 통계도 있습니다. 파일에 들어 있나요?",
}

import torch


def save_and_load(model, file):
    torch.save({name: parameter.detach() for name, parameter in model.named_parameters()}, file)
    file.seek(0)
    return torch.load(file, weights_only=True)
