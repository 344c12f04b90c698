HINT = {
    "en": "The L1 norm itself is the penalty. Which of the two penalties squares its norm?",
    "ko": "L1 노름 자체가 규제항입니다. 노름을 제곱하는 것은 두 규제항 중 어느 쪽인가요?",
}


def l1_penalty(weight, strength):
    return strength * weight.abs().sum() ** 2
