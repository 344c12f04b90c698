HINT = {
    "en": "Each step multiplies by gamma once more. Which operation is repeated multiplication?",
    "ko": "줄어들 때마다 감마를 한 번씩 더 곱합니다. 곱셈을 되풀이하는 연산은 무엇인가요?",
}


def step_decay(lr, epoch, step_size, gamma):
    steps = epoch // step_size
    return lr * gamma * steps if steps else lr
