HINT = {
    "en": "Print `x` before and after the call: `-=` and `/=` write into the caller's tensor.",
    "ko": "호출 전과 후의 `x`를 출력해 보세요. `-=`와 `/=`는 호출한 쪽의 텐서에 값을 씁니다.",
}


def standardize(x):
    std = x.std(dim=0, correction=0)
    std[std == 0] = 1
    x -= x.mean(dim=0)
    x /= std
    return x
