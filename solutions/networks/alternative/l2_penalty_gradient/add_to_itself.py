def l2_penalty_gradient(weight, strength):
    shrink = weight * strength
    return shrink + shrink
