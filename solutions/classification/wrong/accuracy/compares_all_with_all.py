HINT = {
    "en": "Print the shape of the comparison. What do (N, 1) and (N,) broadcast to?",
    "ko": "비교한 결과의 크기를 출력해 보세요. (N, 1)과 (N,)은 어떤 크기로 브로드캐스팅되나요?",
}


def accuracy(outputs, targets):
    if outputs.dim() == 2 and outputs.shape[1] > 1:
        return (outputs.argmax(dim=1) == targets).float().mean()
    return ((outputs > 0.5) == targets).float().mean()
