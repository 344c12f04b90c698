HINT = {
    "en": "A loop inside a loop combines each input with every label. Each input has one label.",
    "ko": "이중 반복문은 모든 입력을 모든 레이블과 짝짓습니다. 입력 하나에는 레이블이 하나입니다.",
}


def pair_up(xs, ys):
    return [(x, y) for x in xs for y in ys]
