def lower_right(t, k):
    rows = t.narrow(0, t.size(0) - k, k)
    return rows.narrow(1, t.size(1) - k, k)
