def freeze(model, except_last=1):
    model.requires_grad_(False)
    left = except_last
    for module in reversed(list(model.modules())):
        own = list(module.parameters(recurse=False))
        if not own:
            continue
        if left <= 0:
            break
        left -= 1
        for p in own:
            p.requires_grad_(True)
