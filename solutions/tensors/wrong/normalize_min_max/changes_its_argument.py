HINT = {
    "en": "Print `x` before and after the call: `-=` and `/=` write into the caller's tensor.",
    "ko": "호출 전과 후의 `x`를 출력해 보세요. `-=`와 `/=`는 호출한 쪽의 텐서에 값을 씁니다.",
}


def normalize_min_max(x):
    span = x.max(dim=0).values - x.min(dim=0).values
    span[span == 0] = 1
    x -= x.min(dim=0).values
    x /= span
    return x
