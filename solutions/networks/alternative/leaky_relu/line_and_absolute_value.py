def leaky_relu(x, negative_slope=0.01):
    a = negative_slope
    return ((1 + a) * x + (1 - a) * x.abs()) / 2
