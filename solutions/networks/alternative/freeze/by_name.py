def freeze(model, except_last=1):
    owners = []
    for name, _ in model.named_parameters():
        owner = name.rpartition(".")[0]
        if owner not in owners:
            owners.append(owner)
    keep = set(owners[max(0, len(owners) - except_last) :])
    for name, parameter in model.named_parameters():
        parameter.requires_grad = name.rpartition(".")[0] in keep
