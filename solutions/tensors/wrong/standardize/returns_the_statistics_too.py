HINT = {
    "en": "You return three things. Only the standardized data were asked for.",
    "ko": "세 가지를 반환합니다. 표준화한 자료만 반환하면 됩니다.",
}


def standardize(x):
    mean = x.mean(dim=0)
    std = x.std(dim=0, correction=0)
    std[std == 0] = 1
    return (x - mean) / std, mean, std
