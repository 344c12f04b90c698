HINT = {
    "en": "How many differences are there in a tensor of shape (3, 5), and what does `len` say?",
    "ko": "크기가 (3, 5)인 텐서에 차이가 몇 개 있나요? `len`은 무엇을 알려 주나요?",
}


def l1_norm(prediction, target):
    return (prediction - target).abs().sum() / len(prediction)
