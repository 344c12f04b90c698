from torch import nn


class LogisticModel(nn.Module):
    def __init__(self, num_features):
        nn.Module.__init__(self)
        self.fc = nn.Linear(in_features=num_features, out_features=1)
        self.activation = nn.Sigmoid()

    def forward(self, x):
        out = self.fc(x)
        out = self.activation(out)
        return out
