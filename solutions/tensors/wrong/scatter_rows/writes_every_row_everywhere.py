HINT = {
    "en": "`result[:, index]` takes all the positions in all the rows. How do you pair each row with its own positions?",
    "ko": "`result[:, index]`는 모든 행에서 모든 위치를 고릅니다. 각 행을 그 행의 위치와 어떻게 짝지을까요?",
}


def scatter_rows(values, index, width):
    result = values.new_zeros(len(values), width)
    for row, positions in zip(values, index):
        result[:, positions] = row
    return result
