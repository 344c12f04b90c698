import io

import torch


def save_and_load(model, file):
    buffer = io.BytesIO()
    torch.save(model.state_dict(), buffer)
    file.write(buffer.getvalue())
    file.flush()
    file.seek(0)
    copy = io.BytesIO(file.read())
    return torch.load(copy, map_location="cpu")
