HINT = {
    "en": "The largest of the differences is another norm, the maximum norm. This one takes all of them into account.",
    "ko": "차이 가운데 가장 큰 값은 최대 노름이라는 다른 노름입니다. L1 노름에는 모든 차이가 들어갑니다.",
}


def l1_norm(prediction, target):
    return (prediction - target).abs().max()
