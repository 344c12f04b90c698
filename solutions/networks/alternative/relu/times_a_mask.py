def relu(x):
    positive = x > 0
    return x * positive
