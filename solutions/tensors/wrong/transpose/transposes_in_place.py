HINT = {
    "en": "Print the shape of `a` before and after the call. What does the underscore of `t_` mean?",
    "ko": "호출 전과 후에 `a`의 크기를 출력해 보세요. `t_`의 밑줄은 무엇을 뜻하나요?",
}


def transpose(a):
    return a.t_()
