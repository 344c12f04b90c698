HINT = {
    "en": "In mathematics the L1 norm is this sum; here, as in `torch.nn.L1Loss`, it is the mean. See the convention in the text.",
    "ko": "수학에서 L1 노름은 이 합이지만, 여기서는 `torch.nn.L1Loss`처럼 평균입니다. 본문의 약속을 확인하세요.",
}


def l1_norm(prediction, target):
    return (prediction - target).abs().sum()
