def count_layers(net):
    n = 0
    for key in net.state_dict():
        if key.endswith("weight"):
            n = n + 1
    return [n, n - 1]
