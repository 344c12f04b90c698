def decision_boundary(w, b):
    w1, w2 = w.tolist()
    b = float(b)
    if w2 == 0.0:
        raise ValueError("vertical boundary")

    def x2_at(x1):
        return -(w1 * x1 + b) / w2

    return x2_at(1.0) - x2_at(0.0), x2_at(0.0)
