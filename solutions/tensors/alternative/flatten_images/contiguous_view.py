import math


def flatten_images(x):
    batch_size, *rest = x.size()
    return x.contiguous().view(batch_size, math.prod(rest))
