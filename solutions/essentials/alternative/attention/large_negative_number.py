import torch.nn.functional as F


def attention(query, key, value, mask=None):
    d = key.size(-1)
    attn = (query / d**0.5) @ key.transpose(-1, -2)
    if mask is not None:
        attn = attn.masked_fill(mask == 0, -1e9)
    attn = F.softmax(attn, dim=-1)
    if mask is not None:
        attn = attn * mask
    return attn @ value, attn
