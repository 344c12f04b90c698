HINT = {
    "en": "The result is in squared units, such as square metres for data in metres. What does the R stand for?",
    "ko": "자료가 미터라면 결과는 제곱미터입니다. 이름의 R은 무엇을 뜻하나요?",
}


def rmse(prediction, target):
    return ((prediction - target) ** 2).mean()
