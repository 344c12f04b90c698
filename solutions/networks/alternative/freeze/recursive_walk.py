def freeze(model, except_last=1):
    found = []

    def walk(module):
        if len(module._parameters) and any(p is not None for p in module._parameters.values()):
            found.append([p for p in module._parameters.values() if p is not None])
        for child in module.children():
            walk(child)

    walk(model)
    cut = len(found) - except_last
    for parameters in found[: max(cut, 0)]:
        for p in parameters:
            p.requires_grad_(False)
    for parameters in found[max(cut, 0) :]:
        for p in parameters:
            p.requires_grad_(True)
