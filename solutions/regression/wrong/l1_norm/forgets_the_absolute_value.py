HINT = {
    "en": "Too high and too low cancel here. Can a model that errs both ways get an error of zero?",
    "ko": "크게 예측한 것과 작게 예측한 것이 서로 지워집니다. 양쪽으로 틀린 모델의 오차가 0이 될 수 있을까요?",
}


def l1_norm(prediction, target):
    return (prediction - target).mean()
