def outer_sum(row, column):
    H, W = len(column), len(row)
    copies = row.repeat(H, 1)
    turned = column.repeat(W, 1).T
    return copies + turned
