def keep_greater(t, threshold):
    flat = t.reshape(-1)
    where = (flat > threshold).nonzero().squeeze(1)
    return flat[where]
