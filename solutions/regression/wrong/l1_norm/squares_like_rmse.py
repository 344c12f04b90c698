HINT = {
    "en": "Squares weigh large errors more. The L1 norm takes every error as it is, only without its sign.",
    "ko": "제곱하면 큰 오차의 비중이 커집니다. L1 노름은 부호만 빼고 오차를 그대로 더합니다.",
}


def l1_norm(prediction, target):
    return ((prediction - target) ** 2).mean().sqrt()
