HINT = {
    "en": "Every matrix of `a` is multiplied by the first one of `b`. Does each pair get its own?",
    "ko": "`a`의 모든 행렬을 `b`의 첫 번째 행렬과 곱했습니다. 쌍마다 자기 행렬을 쓰고 있나요?",
}


def batched_matmul(a, b):
    return a @ b.reshape(-1, *b.shape[-2:])[0]
