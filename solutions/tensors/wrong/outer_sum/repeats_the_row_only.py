HINT = {
    "en": "Your rows are all alike. Where does `column` come in?",
    "ko": "모든 행이 같습니다. `column`은 어디에 쓰였나요?",
}


def outer_sum(row, column):
    return row.expand(len(column), len(row))
