def momentum_step(weight, grad, velocity, learning_rate, momentum=0.9):
    new_velocity = velocity.clone()
    new_velocity.mul_(momentum)
    new_velocity.add_(grad)
    new_weight = weight.clone()
    new_weight.add_(new_velocity, alpha=-learning_rate)
    return new_weight, new_velocity
