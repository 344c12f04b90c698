HINT = {
    "en": "You reverse the order of rows and columns. Rows and columns are to be exchanged instead.",
    "ko": "행과 열의 순서를 뒤집었습니다. 순서를 뒤집는 것이 아니라 행과 열을 서로 바꿔야 합니다.",
}


def transpose(a):
    return a.flip(0, 1)
