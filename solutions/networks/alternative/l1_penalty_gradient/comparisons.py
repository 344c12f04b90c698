def l1_penalty_gradient(weight, strength):
    return strength * ((weight > 0).to(weight.dtype) - (weight < 0).to(weight.dtype))
