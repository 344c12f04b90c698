HINT = {
    "en": "u1 is asked for as it was before ReLU. An operation in place changes it: are u1 and v1 one tensor in your function?",
    "ko": "u1은 ReLU를 지나기 전의 값이어야 합니다. 그 자리에서 바꾸는 연산은 u1도 바꿉니다. u1과 v1이 같은 텐서는 아닌가요?",
}


def mlp_forward(x, W1, b1, W2, b2):
    u1 = x @ W1 + b1
    v1 = u1.clamp_(min=0)
    return u1, v1, v1 @ W2 + b2
