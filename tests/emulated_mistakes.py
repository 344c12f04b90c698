# ruff: noqa: E501 - a row is a line
"""What students do with two devices, and what CUDA makes of it."""

from emulated_rows import mistakes

TWO = "Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu"
OTHER = "Expected all tensors to be on the same device"
NUMPY = "can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu"
INDEX = "indices should be either on cpu or on the same device as the indexed tensor .cpu."

MISTAKES = mistakes(f"""
adding a CPU tensor || t(3) + ct(3) || RuntimeError || {TWO}
adding to a CPU tensor || ct(3) * t(3) || RuntimeError || {TWO}
a CPU tensor of one element || t(3) + ct(1) || RuntimeError || {TWO}
a CPU number || t(3) + torch.tensor(1.0) || allowed || d
a device number beside a CPU tensor || ct(3) + t(1)[0] || RuntimeError || {TWO}
comparing with the CPU || t(3) > ct(3) || RuntimeError || {TWO}
in place with the CPU || t(3).add_(ct(3)) || RuntimeError || {TWO}
in place into the CPU || ct(3).add_(t(3)) || RuntimeError || {TWO}
in place into a CPU number || torch.tensor(0.0).add_(t(1)[0]) || RuntimeError || {TWO}
a running total on the CPU || total = torch.zeros(1); total += t(1) || RuntimeError || {TWO}
matmul with the CPU || t(2, 3) @ ct(3, 2) || RuntimeError || {OTHER}
bmm with the CPU || torch.bmm(t(2, 2, 3), ct(2, 3, 2)) || RuntimeError || {OTHER}
einsum with the CPU || torch.einsum("ij,jk->ik", t(2, 3), ct(3, 2)) || RuntimeError || {OTHER}
model left on the CPU || nn.Linear(3, 2)(t(4, 3)) || RuntimeError || {OTHER}
input left on the CPU || nn.Linear(3, 2).to(d)(ct(4, 3)) || RuntimeError || {OTHER}
cnn left on the CPU || nn.Conv2d(1, 2, 3)(t(1, 1, 5, 5)) || RuntimeError || Input type .torch.cuda.FloatTensor. and weight type .torch.FloatTensor. should be the same
images left on the CPU || nn.Conv2d(1, 2, 3).to(d)(ct(1, 1, 5, 5)) || RuntimeError || Input type .torch.FloatTensor. and weight type .torch.cuda.FloatTensor. should be the same
one layer left on the CPU || net = nn.Sequential(nn.Linear(3, 3).to(d), nn.Linear(3, 3)); net(t(2, 3)) || RuntimeError || {OTHER}
layers in a list || net = Listed().to(d); net(t(2, 3)) || RuntimeError || {OTHER}
batch norm left on the CPU || nn.BatchNorm1d(3)(t(4, 3)) || RuntimeError || {OTHER}
layer norm left on the CPU || nn.LayerNorm(3)(t(4, 3)) || RuntimeError || {OTHER}
tokens left on the CPU || nn.Embedding(5, 3).to(d)(ci(5, 2)) || RuntimeError || {OTHER}
embedding left on the CPU || nn.Embedding(5, 3)(i(5, 2)) || RuntimeError || {OTHER}
labels left on the CPU || F.cross_entropy(g(4, 3), ci(3, 4)) || RuntimeError || {OTHER}
class weights left on the CPU || F.cross_entropy(t(4, 3), i(3, 4), weight=ct(3)) || RuntimeError || {OTHER}
targets left on the CPU || F.mse_loss(t(4), ct(4)) || RuntimeError || {TWO}
binary targets left on the CPU || F.binary_cross_entropy_with_logits(t(4), ct(4)) || RuntimeError || {OTHER}
hidden state on the CPU || nn.RNN(3, 4).to(d)(t(5, 2, 3), torch.zeros(1, 2, 4)) || RuntimeError || Input and hidden tensors are not at the same device, found input tensor at cuda:0 and hidden tensor at cpu
cell state on the CPU || nn.LSTM(3, 4).to(d)(t(5, 2, 3), (torch.zeros(1, 2, 4), torch.zeros(1, 2, 4))) || RuntimeError || Input and hidden tensors are not at the same device, found input tensor at cuda:0 and hidden tensor at cpu
rnn left on the CPU || nn.GRU(3, 4)(t(5, 2, 3)) || RuntimeError || Input and parameter tensors are not at the same device, found input tensor at cuda:0 and parameter tensor at cpu
hidden state of a cell on the CPU || nn.GRUCell(3, 4).to(d)(t(2, 3), ct(2, 4)) || RuntimeError || {OTHER}
own rnn with a hidden state on the CPU || h = torch.zeros(2, 4); w = t(4, 4); h @ w + t(2, 4) || RuntimeError || {OTHER}
positions made inside || x = t(2, 3, 4); x + torch.arange(3).unsqueeze(1) || RuntimeError || {TWO}
causal mask made inside || x = t(3, 3); x.masked_fill(torch.ones(3, 3).triu(1).bool(), float("-inf")) || RuntimeError || expected self and mask to be on the same device, but got mask on cpu and self on cuda:0
causal mask in place || x = t(3, 3); x.masked_fill_(cm(3, 3), 0.0) || RuntimeError || expected self and mask to be on the same device, but got mask on cpu and self on cuda:0
additive mask made inside || x = t(3, 3); x + torch.full((3, 3), float("-inf")).triu(1) || RuntimeError || {TWO}
attention mask on the CPU || q = t(1, 2, 3, 4); F.scaled_dot_product_attention(q, q, q, attn_mask=cm(3, 3)) || RuntimeError ||
positional table on the CPU || table = ct(10, 4); x = t(2, 3, 4); x + table[:3] || RuntimeError || {TWO}
a plain attribute is not moved || net = Table().to(d); net(t(3)) || RuntimeError || {TWO}
a buffer is moved || net = Buffered().to(d); net(t(3)) || allowed || d
noise made inside || x = t(3); x + torch.randn(3) || RuntimeError || {TWO}
noise like the input || x = t(3); x + torch.randn_like(x) || allowed || d
one-hot made inside || y = torch.eye(3)[i(3, 4)] || RuntimeError || {INDEX}
index on the device, data on the CPU || ct(4)[i(4, 2)] || RuntimeError || {INDEX}
mask on the device, data on the CPU || ct(4)[m(4)] || RuntimeError || {INDEX}
writing the CPU by a device mask || x = ct(4); x[m(4)] = 0.0 || RuntimeError || {INDEX}
index on the CPU, data on the device || t(4)[ci(4, 2)] || allowed || d
mask on the CPU, data on the device || t(4)[cm(4)] || allowed || d
writing the device by a CPU mask || x = t(4); x[cm(4)] = 0.0; x || allowed || d
writing CPU values by an index || x = t(4); x[i(4, 2)] = ct(2) || RuntimeError || {TWO}
writing a CPU number by an index || x = t(4); x[i(4, 2)] = torch.tensor(1.0); x || allowed || d
writing CPU values to a slice || x = t(4); x[1:3] = ct(2); x || allowed || d
writing device values to a CPU slice || x = ct(4); x[1:3] = t(2); x || allowed || cpu
gather with a CPU index || t(3, 4).gather(1, ci(4, 3, 1)) || RuntimeError || {OTHER}
scatter with a CPU index || t(3, 4).scatter(1, ci(4, 3, 1), 1.0) || RuntimeError || {OTHER}
index_select with a CPU index || t(4).index_select(0, ci(4, 2)) || RuntimeError || {OTHER}
index_add of CPU values || t(4).index_add(0, i(4, 2), ct(2)) || RuntimeError || {OTHER}
masked_select by a CPU mask || t(4).masked_select(cm(4)) || RuntimeError || {OTHER}
where with a CPU condition || torch.where(cm(4), t(4), t(4)) || RuntimeError || {OTHER}
where with a CPU tensor || torch.where(m(4), t(4), torch.zeros(4)) || RuntimeError || {OTHER}
where with a CPU number || torch.where(m(4), t(4), torch.tensor(0.0)) || allowed || d
cat with the CPU || torch.cat([t(2), ct(2)]) || RuntimeError || {OTHER}
stack with the CPU || torch.stack([t(2), ct(2)]) || RuntimeError || {OTHER}
a list that begins on the CPU || states = [torch.zeros(2)]; states.append(t(2)); torch.stack(states) || RuntimeError || {OTHER}
out on the CPU || torch.add(t(2), t(2), out=torch.empty(2)) || RuntimeError || Expected
numpy of a device tensor || t(3).numpy() || TypeError || {NUMPY}
asarray of a device tensor || np.asarray(t(3)) || TypeError || {NUMPY}
array of a device tensor || np.array(t(3)) || TypeError || {NUMPY}
a numpy function of a device tensor || np.exp(t(3)) || TypeError || {NUMPY}
a list of device tensors to numpy || np.array([t(1), t(1)]) || TypeError || {NUMPY}
numpy of what wants gradients || g(3).detach().numpy() || TypeError || {NUMPY}
an array times a device tensor || t(3) + np.ones(3) || TypeError ||
tensor of device numbers || torch.tensor([t(1)[0], t(1)[0]]) || allowed || cpu
tensor of a device tensor's list || torch.tensor(t(3).tolist()) || allowed || cpu
as_tensor of a device tensor || torch.as_tensor(t(3)) || allowed || d
losing the device by item || torch.tensor(t(3).sum().item()) + t(3) || allowed || d
losing the device by a list || torch.tensor(t(3).tolist()) + t(3) || RuntimeError || {TWO}
device generator for a CPU tensor || torch.rand(3, generator=torch.Generator(d)) || RuntimeError || Expected a 'cpu' device type for generator but found 'cuda'
CPU generator for a device tensor || torch.rand(3, device=d, generator=torch.Generator()) || RuntimeError || Expected a 'cuda' device type for generator but found 'cpu'
CPU generator in place || t(3).normal_(generator=torch.Generator()) || RuntimeError || Expected a 'cuda' device type for generator but found 'cpu'
device generator in place on the CPU || ct(3).uniform_(generator=torch.Generator(d)) || RuntimeError || Expected a 'cpu' device type for generator but found 'cuda'
device generator for a permutation || torch.randperm(4, generator=torch.Generator(d)) || RuntimeError || Expected a 'cpu' device type for generator but found 'cuda'
device generator for a loader || list(torch.utils.data.DataLoader(range(4), shuffle=True, generator=torch.Generator(d))) || RuntimeError || Expected a 'cpu' device type for generator but found 'cuda'
module.to keeps, tensor.to gives back || x = ct(3); x.to(d); x + t(3) || RuntimeError || {TWO}
a gradient on the other device || x = g(3); x.grad = ct(3) || RuntimeError || attempting to assign a gradient with device type 'cpu' to a tensor with device type
a number out of range || t(3)[3] || IndexError || index 3 is out of bounds for dimension 0 with size 3
a dimension out of range || t(3).sum(1) || IndexError || Dimension out of range
a second device || torch.zeros(1, device="cuda:99") || AcceleratorError || invalid device ordinal
moving to a second device || ct(1).to("cuda:99") || AcceleratorError || invalid device ordinal
state of an optimizer from the CPU || trained_elsewhere() || allowed || d
a loss function with CPU weights || nn.CrossEntropyLoss(weight=torch.ones(3))(t(4, 3), i(3, 4)) || RuntimeError || {OTHER}
distance to CPU points || torch.cdist(t(3, 2), ct(4, 2)) || RuntimeError ||
equal to the CPU || torch.equal(t(3), ct(3)) || RuntimeError || {OTHER}
allclose to the CPU || torch.allclose(t(3), ct(3)) || RuntimeError || {OTHER}
pinning a device tensor || t(3).pin_memory() || RuntimeError || cannot pin 'torch.cuda.FloatTensor' only dense CPU tensors can be pinned
""")

FATAL = mistakes("""
a label that is out of range || F.cross_entropy(t(2, 3), torch.tensor([0, 3], device=d)) || AcceleratorError || device-side assert triggered
a token that is out of range || F.embedding(torch.tensor([5], device=d), t(5, 2)) || AcceleratorError || device-side assert triggered
an index that is out of range || t(3)[torch.tensor([3], device=d)] || AcceleratorError || device-side assert triggered
gathering out of range || t(2, 3).gather(1, torch.tensor([[3], [0]], device=d)) || AcceleratorError || device-side assert triggered
""")
"""Mistakes after which a GPU takes no more orders from its process, so there only the first is made, at the end."""

NOT_EMULATED = mistakes("""
compile || torch.compile(nn.Linear(2, 2)) || NotEmulated || torch.compile
autocast || torch.autocast("cuda").__enter__() || NotEmulated || torch.autocast
an operator that is not on the list || torch.special.zeta(t(2), t(2)) || NotEmulated || aten::special_zeta
sparse || t(3, 3).to_sparse() || NotEmulated ||
a name that a driver fills || torch.cuda.memory_summary() || NotEmulated || torch.cuda.memory_summary
an old kind of tensor || torch.cuda.FloatTensor(2) || NotEmulated || torch.cuda.FloatTensor
an old kind of tensor by name || ct(2).type("torch.cuda.FloatTensor") || NotEmulated || torch.cuda.FloatTensor
nested || torch.nested.nested_tensor([t(2), t(3)]) * 2 || NotEmulated || aten::
pinned or not || ct(2).pin_memory().is_pinned() || NotEmulated || Tensor.is_pinned
swallowed || exec("try: torch.special.zeta(t(2), t(2))\\nexcept Exception: pass") || NotEmulated || aten::special_zeta
""")
