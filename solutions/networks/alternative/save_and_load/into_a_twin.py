import copy

import torch


def save_and_load(model, file):
    torch.save(model.state_dict(), file, _use_new_zipfile_serialization=False)
    file.seek(0)
    twin = copy.deepcopy(model)
    twin.load_state_dict(torch.load(file, weights_only=True))
    return twin.state_dict()
