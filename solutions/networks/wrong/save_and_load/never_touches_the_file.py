HINT = {
    "en": "A copy in memory is gone when the program ends. What is in the file?",
    "ko": "메모리에 만든 복사본은 프로그램이 끝나면 사라집니다. 파일에는 무엇이 들어 있나요?",
}


def save_and_load(model, file):
    return {name: tensor.clone() for name, tensor in model.state_dict().items()}
