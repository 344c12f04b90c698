HINT = {
    "en": "The result is right, but print x after the call: it has changed as well. An operation whose name ends in `_` works in place.",
    "ko": "결과는 맞지만 호출한 뒤에 x를 출력해 보세요. x도 바뀌었습니다. 이름이 `_`로 끝나는 연산은 그 자리에서 값을 바꿉니다.",
}

import torch


def relu6(x):
    with torch.no_grad():
        x.clamp_(0, 6)
    return x
