import numpy as np


def backward_gradient(X, S, grad_out, wRec):
    rows = []
    wx_total, wRec_total = 0.0, 0.0
    for x, s, last in zip(X, S, grad_out):
        g = last
        row = [g]
        for t in range(len(x)):
            wx_total = wx_total + g * x[-1 - t]
            wRec_total = wRec_total + g * s[-2 - t]
            g = g * wRec
            row.insert(0, g)
        rows.append(row)
    n = len(rows)
    return (np.array(wx_total / n), np.array(wRec_total / n)), np.array(rows)
