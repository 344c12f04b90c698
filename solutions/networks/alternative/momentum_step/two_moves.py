def momentum_step(weight, grad, velocity, learning_rate, momentum=0.9):
    coasting = velocity * momentum  # what would happen without a gradient
    after_coasting = weight - coasting * learning_rate
    return after_coasting - grad * learning_rate, grad + coasting
