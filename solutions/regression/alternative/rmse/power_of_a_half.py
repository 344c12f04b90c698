def mean_squared_error(a, b):
    error = (a - b).flatten()
    return error.dot(error) / len(error)


def rmse(prediction, target):
    return mean_squared_error(prediction, target) ** 0.5
