import torch


def save_and_load(model, file):
    state = {}
    for name, tensor in model.state_dict(keep_vars=True).items():
        state[name] = tensor.detach().cpu().clone()
    start = file.tell()
    torch.save(state, file)
    file.seek(start)
    return dict(torch.load(file))
