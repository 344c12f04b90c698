def l1_penalty(weight, strength):
    flat = weight.reshape(-1)
    return strength * (flat.sign() @ flat)
