HINT = {
    "en": "Where does eps stand: under the root or beside it? With a large eps the difference can be seen.",
    "ko": "eps는 근호 안에 있나요, 밖에 있나요? eps를 크게 하면 차이가 보입니다.",
}


def layer_norm(x, gamma, beta, eps):
    mean = x.mean(dim=-1, keepdim=True)
    std = ((x - mean) ** 2).mean(dim=-1, keepdim=True).sqrt()
    return gamma * (x - mean) / (std + eps) + beta
