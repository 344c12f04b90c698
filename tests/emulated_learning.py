# ruff: noqa: E501 - a row is a line
"""Operations of learning: layers, losses, optimizers, gradients, random numbers, and what is said of the device."""

from emulated_rows import close, exact

LAYERS = exact("""
linear || F.linear(g(2, 3), g(4, 3)), F.linear(g(2, 3), g(4, 3), g(4)), F.linear(g(2, 2, 3), g(4, 3), g(4)), F.bilinear(g(2, 3), g(2, 4), g(5, 3, 4))
activations || F.relu(g(6)), F.leaky_relu(g(6)), F.gelu(g(6)), F.gelu(g(6), approximate="tanh"), F.silu(g(6)), F.elu(g(6)), F.selu(g(6)), F.softplus(g(6)), torch.sigmoid(g(6)), F.relu6(g(6)), F.hardtanh(g(6)), F.mish(g(6)), F.celu(g(6))
more activations || F.prelu(g(6), g(1)), F.glu(g(6)), F.hardswish(g(6)), F.hardsigmoid(g(6)), F.logsigmoid(g(6)), F.softsign(g(6)), F.threshold(g(6), 0.1, 0.0), F.tanhshrink(g(6)), F.softshrink(g(6)), F.hardshrink(g(6))
conv2d || F.conv2d(g(2, 3, 6, 6), g(4, 3, 3, 3), g(4), padding=1), F.conv2d(g(2, 4, 6, 6), g(4, 2, 3, 3), None, stride=2, groups=2, dilation=1)
conv1d || F.conv1d(g(2, 3, 8), g(4, 3, 3), g(4)), F.conv3d(g(1, 2, 4, 4, 4), g(3, 2, 2, 2, 2)), F.conv1d(g(2, 3, 8), g(4, 3, 3), padding="same")
transposed conv || F.conv_transpose2d(g(1, 3, 4, 4), g(3, 2, 3, 3), stride=2), F.conv_transpose1d(g(1, 3, 4), g(3, 2, 3), g(2))
max pooling || F.max_pool2d(g(1, 2, 6, 6), 2), F.max_pool1d(g(1, 2, 6), 2), F.max_pool2d(g(1, 2, 6, 6), 3, stride=2, padding=1, return_indices=True)[0], F.max_pool3d(g(1, 1, 4, 4, 4), 2)
average pooling || F.avg_pool2d(g(1, 2, 6, 6), 2), F.avg_pool1d(g(1, 2, 6), 2), F.adaptive_avg_pool2d(g(1, 2, 6, 6), 3), F.adaptive_avg_pool2d(g(1, 2, 6, 6), 1), F.adaptive_max_pool2d(g(1, 2, 6, 6), 2), F.avg_pool3d(g(1, 1, 4, 4, 4), 2), F.adaptive_avg_pool1d(g(1, 2, 6), 2), F.lp_pool2d(p(1, 1, 4, 4), 2, 2)
batch norm || F.batch_norm(g(4, 3), torch.zeros(3, device=d), torch.ones(3, device=d), g(3), g(3), training=True), F.batch_norm(g(4, 3, 2, 2), t(3), p(3), g(3), g(3)), F.batch_norm(g(4, 3), None, None, training=True)
batch norm statistics || mean, var = torch.zeros(3, device=d), torch.ones(3, device=d); F.batch_norm(t(4, 3), mean, var, training=True); mean, var
layer norm || F.layer_norm(g(2, 5), (5,), g(5), g(5)), F.group_norm(g(2, 4, 3), 2, g(4), g(4)), F.instance_norm(g(2, 3, 4)), F.rms_norm(g(2, 5), (5,)), F.local_response_norm(g(1, 4, 3, 3), 2)
embedding || F.embedding(i(5, 2, 3), g(5, 4)), F.embedding(i(5, 3), g(5, 4), padding_idx=0), F.embedding_bag(i(5, 2, 3), g(5, 4), mode="mean")
losses || F.mse_loss(g(4), t(4)), F.l1_loss(g(4), t(4)), F.smooth_l1_loss(g(4), t(4)), F.huber_loss(g(4), t(4)), F.mse_loss(g(4), t(4), reduction="none")
classification losses || F.cross_entropy(g(4, 3), i(3, 4)), F.cross_entropy(g(4, 3), i(3, 4), weight=p(3), ignore_index=0, label_smoothing=0.1), F.nll_loss(F.log_softmax(g(4, 3), 1), i(3, 4)), F.cross_entropy(g(2, 3, 4, 4), i(3, 2, 4, 4)), F.cross_entropy(g(2, 3), t(2, 3).softmax(1)), F.multi_margin_loss(g(4, 3), i(3, 4))
other losses || F.binary_cross_entropy(g(4).sigmoid(), m(4).float()), F.binary_cross_entropy_with_logits(g(4), m(4).float()), F.kl_div(F.log_softmax(g(2, 3), 1), t(2, 3).softmax(1), reduction="batchmean"), F.cosine_similarity(g(2, 3), g(2, 3)), F.triplet_margin_loss(g(2, 3), g(2, 3), g(2, 3)), F.hinge_embedding_loss(g(3), m(3) * 2 - 1), F.cosine_embedding_loss(g(2, 3), g(2, 3), torch.ones(2, device=d)), F.margin_ranking_loss(g(3), g(3), torch.ones(3, device=d)), F.soft_margin_loss(g(3), torch.ones(3, device=d)), F.gaussian_nll_loss(g(3), t(3), p(3)), F.poisson_nll_loss(g(3), p(3)), F.pairwise_distance(g(2, 3), g(2, 3))
interpolate || F.interpolate(g(1, 2, 4, 4), scale_factor=2), F.interpolate(g(1, 2, 4, 4), size=(3, 3), mode="bilinear"), F.pixel_shuffle(g(1, 4, 2, 2), 2), F.interpolate(g(1, 2, 4), scale_factor=2), F.interpolate(g(1, 1, 4, 4), scale_factor=2, mode="bicubic"), F.pixel_unshuffle(g(1, 1, 4, 4), 2), F.interpolate(g(1, 2, 4), scale_factor=2, mode="linear")
grid sample || F.grid_sample(g(1, 1, 4, 4), t(1, 3, 3, 2).tanh(), align_corners=False), F.affine_grid(t(1, 2, 3), (1, 1, 3, 3), align_corners=False)
ctc || F.ctc_loss(F.log_softmax(g(6, 2, 4), 2), i(3, 2, 3) + 1, torch.tensor([6, 6]), torch.tensor([3, 3]))
dropout off || F.dropout(g(4), 0.5, training=False), F.dropout(g(4), 0.0), F.dropout(t(4), 1.0), nn.Dropout(0.5).to(d).eval()(t(4))
padding of sequences || nn.utils.rnn.pad_sequence([t(2, 3), t(1, 3)], batch_first=True)
""")

CLOSE_LAYERS = close("""
attention || F.scaled_dot_product_attention(g(2, 2, 3, 4), g(2, 2, 3, 4), g(2, 2, 3, 4)), F.scaled_dot_product_attention(g(2, 2, 3, 4), g(2, 2, 3, 4), g(2, 2, 3, 4), is_causal=True), F.scaled_dot_product_attention(g(2, 3, 4), g(2, 3, 4), g(2, 3, 4), attn_mask=torch.ones(3, 3, device=d).tril() > 0)
lstm || net = layer(nn.LSTM(3, 4, batch_first=True)); net(g(2, 5, 3)), list(net.parameters())
lstm of two layers || net = layer(nn.LSTM(3, 4, num_layers=2, bidirectional=True)); net(g(5, 2, 3), (t(4, 2, 4), t(4, 2, 4)))
gru || net = layer(nn.GRU(3, 4)); net(g(5, 2, 3), g(1, 2, 4)), list(net.parameters())
rnn || net = layer(nn.RNN(3, 4)); net(g(5, 2, 3)), layer(nn.RNN(3, 4, nonlinearity="relu"))(g(5, 2, 3))
cells || layer(nn.LSTMCell(3, 4))(g(2, 3), (g(2, 4), g(2, 4))), layer(nn.GRUCell(3, 4))(g(2, 3), g(2, 4)), layer(nn.RNNCell(3, 4))(g(2, 3), g(2, 4)), layer(nn.LSTMCell(3, 4))(g(2, 3)), layer(nn.LSTMCell(3, 4, bias=False))(g(2, 3))
rnn without bias || layer(nn.GRU(3, 4, bias=False))(g(5, 2, 3))[0], layer(nn.LSTM(3, 4, bias=False))(g(5, 2, 3))[0]
packed sequences || x = nn.utils.rnn.pack_padded_sequence(g(2, 5, 3), [5, 3], batch_first=True); nn.utils.rnn.pad_packed_sequence(layer(nn.GRU(3, 4, batch_first=True))(x)[0], batch_first=True)[0]
multi-head attention || layer(nn.MultiheadAttention(8, 2, batch_first=True))(g(2, 3, 8), g(2, 3, 8), g(2, 3, 8))
transformer layer || layer(nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True))(g(2, 3, 8)), layer(nn.TransformerDecoderLayer(8, 2, 16, dropout=0.0, batch_first=True))(g(2, 3, 8), g(2, 4, 8))
transformer layer in eval || layer(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)).eval()(t(2, 3, 8))
second gradients of rnns || x = g(3, 2, 3); y = layer(nn.LSTM(3, 4))(x)[0]; first = torch.autograd.grad(y.pow(2).sum(), x, create_graph=True)[0]; first.pow(2).sum()
""")

MODELS = close("""
module || net = layer(nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))); net(g(5, 3)), list(net.parameters())
small cnn || net = layer(nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(36, 3))); F.cross_entropy(net(g(4, 1, 6, 6)), i(3, 4)), list(net.buffers())
parameters keep their identity || net = nn.Linear(3, 2); before = list(net.parameters()); net.to(d); [a is b for a, b in zip(before, net.parameters())]
optimizer made before the move || torch.manual_seed(0); net = nn.Linear(3, 2); o = torch.optim.SGD(net.parameters(), 0.1); net.to(d); net(t(4, 3)).sum().backward(); o.step(); list(net.parameters())
there and back || net = layer(nn.Linear(3, 2)); net(t(4, 3)).sum().backward(); net.cpu(); [p.grad for p in net.parameters()], list(net.parameters()) || cpu
state dict || net = layer(nn.Linear(3, 2)); other = nn.Linear(3, 2); other.load_state_dict(net.state_dict()); list(other.parameters()) || cpu
state dict to the device || torch.manual_seed(1); a = nn.Linear(3, 2); net = layer(nn.Linear(3, 2)); net.load_state_dict(a.state_dict()); list(net.parameters())
saved state dict || net = layer(nn.BatchNorm1d(3)); saved(net.state_dict())["weight"], saved(net.state_dict(), map_location="cpu")["running_mean"], saved(net.cpu().state_dict(), map_location=d)["weight"] || d cpu d
deepcopied module || net = layer(nn.Linear(3, 2)); twin = copy.deepcopy(net); exec("with torch.no_grad(): twin.weight.zero_()"); list(net.parameters()), list(twin.parameters())
made on the device || torch.manual_seed(0); [p.shape for p in nn.Linear(3, 2, device=d).parameters()]
tied weights || net = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 3)); net[1].weight = net[0].weight; net.to(d); net[1].weight is net[0].weight
buffers || net = nn.BatchNorm1d(3); net.to(d); net.running_mean, net.num_batches_tracked
initialization || torch.manual_seed(0); w = torch.empty(3, 4, device=d); nn.init.zeros_(w); nn.init.constant_(w, 2.0); nn.init.eye_(torch.empty(3, 3, device=d)), w, nn.init.ones_(torch.empty(2, device=d))
gradient clipping || w = [g(3), g(2)]; sum(x.pow(2).sum() for x in w).backward(); n = nn.utils.clip_grad_norm_(w, 0.1); n, [x.grad for x in w]
clipping of values || w = g(3); w.pow(2).sum().backward(); nn.utils.clip_grad_value_([w], 0.1); w.grad
hooks || seen = []; net = layer(nn.Linear(2, 2)); net.register_forward_hook(lambda m, a, r: seen.append(r.device.type == torch.device(d).type)); net(t(1, 2)); seen
parameters to a vector || net = layer(nn.Linear(3, 2)); v = nn.utils.parameters_to_vector(net.parameters()); nn.utils.vector_to_parameters(v * 2, net.parameters()); list(net.parameters())
SGD || trained(torch.optim.SGD, lr=0.1)
SGD with momentum || trained(torch.optim.SGD, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01)
SGD one by one || trained(torch.optim.SGD, lr=0.1, foreach=False)
SGD all at once || trained(torch.optim.SGD, lr=0.1, momentum=0.9, foreach=True)
Adam || trained(torch.optim.Adam, lr=0.1)
Adam one by one || trained(torch.optim.Adam, lr=0.1, foreach=False, amsgrad=True)
Adam all at once || trained(torch.optim.Adam, lr=0.1, foreach=True, weight_decay=0.1, amsgrad=True)
AdamW || trained(torch.optim.AdamW, lr=0.1), trained(torch.optim.AdamW, lr=0.1, foreach=True)
RMSprop || trained(torch.optim.RMSprop, lr=0.1), trained(torch.optim.RMSprop, lr=0.1, momentum=0.9, centered=True, foreach=False)
Adagrad || trained(torch.optim.Adagrad, lr=0.1), trained(torch.optim.NAdam, lr=0.1), trained(torch.optim.Adamax, lr=0.1)
schedules || w = g(2); o = torch.optim.SGD([w], 1.0); c = torch.optim.lr_scheduler.CosineAnnealingLR(o, 5); w.sum().backward(); o.step(); c.step(); c.get_last_lr(), w.detach()
loader || data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(ct(6, 2), ci(3, 6)), batch_size=3, pin_memory=False); [x.to(d) for batch in data for x in batch]
loader of device tensors || data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(t(6, 2)), batch_size=3); [x for batch in data for x in batch]
""")

AUTOGRAD = exact("""
backward || x = g(3); (x * x).sum().backward(); x.grad
grad || x = g(3); torch.autograd.grad((x ** 3).sum(), x)
grad twice || x = g(3); y = torch.autograd.grad((x ** 3).sum(), x, create_graph=True)[0]; torch.autograd.grad(y.sum(), x)
grad of an output || x = g(3); torch.autograd.grad(x * 2, x, grad_outputs=t(3))
accumulating || x = g(3); x.sum().backward(); (2 * x).sum().backward(); x.grad
retained graph || x = g(3); y = (x * x).sum(); y.backward(retain_graph=True); y.backward(); x.grad
retained grad || x = g(3); y = x * 2; y.retain_grad(); y.sum().backward(); y.grad
zeroed grad || x = g(3); x.sum().backward(); x.grad.zero_(); x.grad = None; x.sum().backward(); x.grad
no_grad || x = g(3); exec("with torch.no_grad(): y = x * 2"); y.requires_grad, y
inference mode || exec("with torch.inference_mode(): y = t(3) * 2; y.add_(1)"); y + 1
detached || x = g(3); (x.detach() * x).sum()
custom function || Cube.apply(g(3))
custom function twice || x = g(3); y = torch.autograd.grad(Cube.apply(x).sum(), x, create_graph=True)[0]; y.sum()
gradcheck || torch.autograd.gradcheck(lambda x: x.sin() * x, t(3).double().requires_grad_()), torch.autograd.gradgradcheck(lambda x: x ** 3, t(2).double().requires_grad_())
hooks of tensors || x = g(3); x.register_hook(lambda gradient: gradient * 2); x.sum().backward(); x.grad
jacobian || torch.autograd.functional.jacobian(torch.sin, t(2)), torch.autograd.functional.hessian(lambda x: (x ** 3).sum(), t(2))
func || torch.func.grad(lambda x: (x ** 2).sum())(t(3)), torch.func.vmap(lambda x: x * 2 + 1)(t(3, 2)), torch.func.jacrev(torch.sin)(t(2)), torch.vmap(torch.dot)(t(3, 2), t(3, 2))
checkpoint || torch.utils.checkpoint.checkpoint(lambda x: x.sin() * 2, g(3), use_reentrant=False)
views and gradients || x = g(4); y = x.view(2, 2).t()[0]; (y * y).sum()
across devices || x = cg(3); y = x.to(d); z = (y * 2).cpu(); z.sum().backward(); x.grad || cpu
version counter || x = g(3); y = x.exp(); exec("try:\\n y.add_(1); y.sum().backward(); r = 'no error'\\nexcept RuntimeError as e: r = 'modified by an inplace operation' in str(e)"); r
leaf in place || x = g(3); exec("try:\\n x.add_(1); r = 'no error'\\nexcept RuntimeError as e: r = 'leaf Variable' in str(e)"); r
""")

RANDOM = exact("""
seeded again || torch.manual_seed(3); a = torch.randn(4, device=d); torch.manual_seed(3); b = torch.randn(4, device=d); torch.equal(a, b), a.shape
seeded through torch.cuda || torch.cuda.manual_seed_all(3); a = torch.rand(4, device=d); torch.cuda.manual_seed(3); b = torch.rand(4, device=d); d == "cpu" or torch.equal(a, b)
the CPU's numbers are its own || torch.manual_seed(3); a = torch.rand(3); torch.manual_seed(3); torch.rand(9, device=d) if d != "cpu" else 0; a.tolist() == torch.rand(3).tolist()
other numbers than the CPU's || torch.manual_seed(3); a = torch.rand(9); torch.manual_seed(3); b = torch.rand(9, device=d).cpu(); torch.equal(a, b) == (d == "cpu")
kinds || [f(2, 3, device=d).shape for f in (torch.rand, torch.randn)], torch.randint(5, (2,), device=d).shape, sorted(torch.randperm(5, device=d).tolist()), torch.randint(1, 5, (2,), device=d).shape
random like || x = t(2, 3); torch.rand_like(x).shape, torch.randn_like(x).shape, torch.randint_like(x, 5).shape, torch.rand_like(x).device == x.device
in-place draws || x = t(50); x.uniform_(); 0 <= x.min().item() < x.max().item() < 1, x.normal_(0, 1).shape, x.bernoulli_(0.5).unique().tolist(), x.exponential_().min().item() >= 0, x.random_(3).max().item() < 3
more in-place draws || x = t(5); x.cauchy_().shape, x.geometric_(0.5).shape, x.log_normal_().shape, x.random_().shape, x.random_(1, 3).shape
distributions || torch.bernoulli(torch.full((5,), 1.0, device=d)), torch.multinomial(torch.tensor([0.0, 1.0], device=d), 3, replacement=True), torch.normal(t(3), p(3)).shape, torch.normal(0.0, 1.0, (2,), device=d).shape, torch.normal(t(2), 1.0).shape, torch.normal(0.0, p(2)).shape, torch.poisson(p(3)).shape
torch.distributions || torch.distributions.Normal(t(2), p(2)).sample().shape, torch.distributions.Categorical(logits=t(3)).sample().shape, torch.distributions.Normal(t(2), p(2)).log_prob(t(2)), torch.distributions.Gamma(p(2), p(2)).sample().shape
dropout || x = F.dropout(torch.ones(1000, device=d), 0.5); sorted(set(x.tolist())), 300 < x.count_nonzero().item() < 700
dropout passes gradients || x = torch.ones(50, device=d, requires_grad=True); y = F.dropout(x, 0.5); y.sum().backward(); torch.equal(x.grad, y.detach())
own generator || a = torch.Generator(d).manual_seed(5); b = torch.Generator(d).manual_seed(5); torch.equal(torch.rand(3, device=d, generator=a), torch.rand(3, device=d, generator=b)), a.initial_seed(), a.device.type == torch.device(d).type
state of a generator || a = torch.Generator(d); state = a.get_state(); x = torch.rand(3, device=d, generator=a); a.set_state(state); torch.equal(x, torch.rand(3, device=d, generator=a)), isinstance(a, torch.Generator)
state of the device || state = torch.cuda.get_rng_state() if d != "cpu" else torch.get_rng_state(); x = torch.rand(3, device=d); torch.cuda.set_rng_state(state) if d != "cpu" else torch.set_rng_state(state); torch.equal(x, torch.rand(3, device=d))
forked generators || exec("torch.manual_seed(1)\\nwith torch.random.fork_rng(): torch.rand(5, device=d)\\na = torch.rand(2, device=d)\\ntorch.manual_seed(1); b = torch.rand(2, device=d)"); torch.equal(a, b)
initial values || torch.manual_seed(0); w = torch.empty(300, 300, device=d); [round(nn.init.xavier_uniform_(w).std().item(), 2), round(nn.init.kaiming_normal_(w).std().item(), 2), round(nn.init.normal_(w, std=0.1).std().item(), 2), nn.init.trunc_normal_(w).abs().max().item() <= 2, round(nn.init.uniform_(w).mean().item(), 1)]
generator of the CPU for the CPU || torch.rand(2, generator=torch.Generator().manual_seed(0)), torch.randperm(4, generator=torch.Generator("cpu").manual_seed(0)) || cpu
""")

ENVIRONMENT = exact("""
there is one || d == "cpu" or (torch.cuda.is_available(), torch.cuda.device_count() >= 1, torch.cuda.current_device() == 0)[0]
its name || d == "cpu" or len(torch.cuda.get_device_name(0)) > 0
waiting || d == "cpu" or (torch.cuda.synchronize(), torch.cuda.empty_cache(), torch.cuda.reset_peak_memory_stats()) == (None, None, None)
memory || x = torch.zeros(1000, device=d); d == "cpu" or torch.cuda.memory_allocated() >= 4000
events || e = torch.cuda.Event(enable_timing=True) if d != "cpu" else None; d == "cpu" or (e.record(), e.record(), torch.cuda.synchronize(), e.elapsed_time(e))[3] == 0.0
streams || exec("if d != 'cpu':\\n with torch.cuda.stream(torch.cuda.Stream()): x = torch.ones(2, device=d)"); d == "cpu" or torch.cuda.current_stream().query() in (True, False)
chosen || exec("if d != 'cpu':\\n torch.cuda.set_device(0)\\n with torch.cuda.device(0): x = torch.ones(2, device='cuda')"); d == "cpu" or x.get_device() == 0
attributes || x = t(2); x.is_cuda == (d != "cpu"), x.device == torch.device("cpu" if d == "cpu" else "cuda:0"), x.device.type == torch.device(d).type, x.get_device() == (-1 if d == "cpu" else 0), type(x) is torch.Tensor
portable choice || torch.device("cuda" if d != "cpu" and torch.cuda.is_available() else "cpu").type == torch.device(d).type
accelerator || d == "cpu" or (torch.accelerator.is_available() and torch.accelerator.current_accelerator().type == "cuda")
types || t(2).type().replace(".cuda", ""), t(2).dtype
autocast off || exec("with torch.autocast('cuda', enabled=False): y = t(2, 2) @ t(2, 2)"); y
deterministic || torch.use_deterministic_algorithms(True); x = t(3).sum(); torch.use_deterministic_algorithms(False); x
""")

MORE = exact("""
more of layers || F.interpolate(g(1, 1, 2, 2, 2), scale_factor=2, mode="trilinear"), F.interpolate(g(1, 1, 4, 4), scale_factor=2, mode="nearest-exact"), F.adaptive_avg_pool3d(g(1, 1, 4, 4, 4), 2), F.adaptive_max_pool1d(g(1, 2, 6), 2), F.adaptive_max_pool3d(g(1, 1, 4, 4, 4), 2), F.pad(g(1, 1, 4), (1, 1), mode="replicate"), F.pad(g(1, 1, 2, 2, 2), (1, 1, 1, 1, 1, 1), mode="replicate"), F.pad(g(1, 1, 4, 4, 4), (1,) * 6, mode="reflect"), F.channel_shuffle(t(1, 4, 2, 2), 2), F.interpolate(g(1, 1, 4, 4), size=3, mode="bilinear", antialias=True), F.conv_transpose3d(g(1, 1, 2, 2, 2), g(1, 1, 2, 2, 2)), F.dropout2d(t(1, 2, 2, 2), 0.0), F.alpha_dropout(t(3), 0.0)
unpooling || x, where = F.max_pool2d(g(1, 1, 4, 4), 2, return_indices=True); F.max_unpool2d(x, where, 2)
fractional pooling || F.fractional_max_pool2d(t(1, 1, 5, 5), 2, output_size=(2, 2)).shape
more losses || F.multilabel_margin_loss(g(2, 3), torch.tensor([[0, -1, 1], [2, 0, -1]], device=d)), F.multilabel_soft_margin_loss(g(2, 3), m(2, 3).float()), F.triplet_margin_with_distance_loss(g(2, 3), g(2, 3), g(2, 3)), F.rrelu(g(4)), F.pdist(g(4, 3)), F.gumbel_softmax(g(2, 3)).shape, F.kl_div(g(3), g(3), log_target=True), F.cross_entropy(g(4, 3), i(3, 4), reduction="none"), F.cross_entropy(g(4, 3), i(3, 4), reduction="sum"), F.nll_loss(g(2, 3, 2, 2), i(3, 2, 2, 2)), F.binary_cross_entropy(g(4).sigmoid(), m(4).float(), weight=p(4)), F.binary_cross_entropy_with_logits(g(4), m(4).float(), pos_weight=p(4)), F.l1_loss(g(3), g(3)), F.mse_loss(g(3), g(3)), F.huber_loss(g(4), g(4), delta=0.5), F.smooth_l1_loss(g(4), g(4), beta=0.5)
bags with weights || F.embedding_bag(i(5, 4), g(5, 3), torch.tensor([0, 2], device=d), mode="sum", per_sample_weights=g(4)), F.embedding_bag(i(5, 2, 3), g(5, 4), mode="max"), F.embedding(i(5, 3), t(5, 4), max_norm=0.5), F.embedding(i(5, 3), g(5, 4), scale_grad_by_freq=True)
second gradients || x = g(2, 3); w = g(3, 3); y = F.softmax(torch.tanh(x @ w).relu() + x.sigmoid() * x.exp(), 1).log().pow(2).sum(); first = torch.autograd.grad(y, (x, w), create_graph=True); sum(z.pow(2).sum() for z in first)
second gradients of layers || x = g(2, 2, 5, 5); w = g(3, 2, 3, 3); y = F.avg_pool2d(F.elu(F.conv2d(x, w)), 2); first = torch.autograd.grad(y.pow(2).sum(), (x, w), create_graph=True); sum(z.pow(2).sum() for z in first)
second gradients of norms || x = g(4, 3); y = F.layer_norm(x, (3,)) + F.batch_norm(x, None, None, training=True) + F.leaky_relu(x) + F.softplus(x) + F.gelu(x) + F.silu(x) + F.log_softmax(x, 1); first = torch.autograd.grad(y.pow(3).sum(), x, create_graph=True)[0]; first.pow(2).sum()
second gradients of losses || x = g(4, 3); y = F.cross_entropy(x, i(3, 4)) + F.mse_loss(x, t(4, 3)) + F.smooth_l1_loss(x, t(4, 3)) + F.huber_loss(x, t(4, 3)) + F.binary_cross_entropy_with_logits(x, t(4, 3).sigmoid()); first = torch.autograd.grad(y, x, create_graph=True)[0]; first.pow(2).sum()
scaling of losses || s_ = torch.amp.GradScaler("cuda", enabled=False); w = g(3); o = torch.optim.SGD([w], 0.1); s_.scale(w.pow(2).sum()).backward(); s_.step(o); s_.update(); w.detach()
moving averages || a = layer(nn.Linear(2, 2)); b = torch.optim.swa_utils.AveragedModel(a); b.update_parameters(a); list(b.parameters())
loader that pins || data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(ct(4, 2)), batch_size=2, pin_memory=True); [x.to(d, non_blocking=True) for (x,) in data]
residual network || block = layer(nn.Sequential(nn.Conv2d(2, 2, 3, padding=1, bias=False), nn.BatchNorm2d(2), nn.ReLU(inplace=True), nn.Conv2d(2, 2, 3, padding=1, bias=False), nn.BatchNorm2d(2))); x = g(2, 2, 4, 4); F.relu(block(x) + x).mean((2, 3))
variational || mean, log_var = g(2, 3), g(2, 3); noise = t(2, 3); z = mean + noise * (0.5 * log_var).exp(); kl = -0.5 * (1 + log_var - mean**2 - log_var.exp()).sum(1); z, kl
adversarial || x = g(2, 3); net = layer(nn.Linear(3, 2)); step = torch.autograd.grad(F.cross_entropy(net(x), i(2, 2)), x)[0].sign(); (x + 0.1 * step).clamp(-1, 1)
weight norm || net = layer(nn.Linear(3, 2)); torch.nn.utils.parametrizations.weight_norm(net); net(g(2, 3)), torch.nn.utils.parametrizations.spectral_norm(layer(nn.Linear(3, 2))).eval().to(d).weight.shape
""")

OF_LEARNING = (*LAYERS, *CLOSE_LAYERS, *MODELS, *AUTOGRAD, *RANDOM, *ENVIRONMENT, *MORE)
