def project(b, A):
    remaining = b
    basis = []
    for a in A.T:
        rest = a
        for q in basis:
            rest = rest - q.dot(rest) * q
        direction = rest / rest.dot(rest).sqrt()
        basis.append(direction)
        remaining = remaining - direction.dot(remaining) * direction
    return b - remaining
