HINT = {
    "en": "Rows and columns are exchanged. How many rows should there be?",
    "ko": "행과 열이 바뀌었습니다. 행은 몇 개여야 하나요?",
}


def outer_sum(row, column):
    return row[:, None] + column[None, :]
