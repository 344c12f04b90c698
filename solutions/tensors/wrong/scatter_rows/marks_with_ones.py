HINT = {
    "en": "Your result shows where something goes, but not what.",
    "ko": "어디에 놓을지는 맞지만, 무엇을 놓을지가 빠졌습니다.",
}


def scatter_rows(values, index, width):
    return values.new_zeros(len(values), width).scatter(1, index, 1)
