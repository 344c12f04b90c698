def count_layers(net):
    def layers(module):
        children = list(module.children())
        if children:
            return sum(layers(child) for child in children)
        return 1 if any(True for _ in module.parameters()) else 0

    total = layers(net)
    return total, total - 1
