HINT = {
    "en": "A negative number does not turn positive. What does max(0, -3) give?",
    "ko": "음수가 양수로 바뀌는 것이 아닙니다. max(0, -3)은 얼마인가요?",
}


def relu(x):
    return x.abs()
