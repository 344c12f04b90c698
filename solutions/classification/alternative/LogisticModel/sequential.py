import torch


class LogisticModel(torch.nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.net = torch.nn.Sequential(torch.nn.Linear(num_features, 1), torch.nn.Sigmoid())

    def forward(self, x):
        return self.net(x)
