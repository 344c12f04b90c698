def count_layers(net):
    owners = {name.rpartition(".")[0] for name, _ in net.named_parameters()}
    return (len(owners), len(owners) - 1)
