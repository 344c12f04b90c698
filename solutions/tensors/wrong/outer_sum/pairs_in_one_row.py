HINT = {
    "en": "The sums are right, but they stand in one long row. Which shape was asked for?",
    "ko": "합은 맞지만 한 줄로 늘어놓았습니다. 결과의 크기는 어떻게 되어야 하나요?",
}


def outer_sum(row, column):
    return (column.unsqueeze(1) + row).flatten()
