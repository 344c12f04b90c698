def l2_penalty(weight, strength):
    flat = weight.reshape(-1)
    return strength * (flat @ flat)
