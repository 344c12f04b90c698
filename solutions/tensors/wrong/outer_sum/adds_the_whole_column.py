HINT = {
    "en": "You add the sum of all of `column` everywhere. Element (i, j) needs only `column[i]`.",
    "ko": "모든 자리에 `column` 전체의 합을 더했습니다. (i, j) 원소에는 `column[i]`만 필요합니다.",
}


def outer_sum(row, column):
    return row.repeat(len(column), 1) + column.sum()
