HINT = {
    "en": "The right elements in another order. Does your result go through `t` row by row?",
    "ko": "원소는 맞지만 순서가 다릅니다. `t`를 행 순서로 훑었나요?",
}


def keep_greater(t, threshold):
    turned = t.transpose(0, -1)
    return turned[turned > threshold]
