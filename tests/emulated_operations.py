# ruff: noqa: E501 - a row is a line
"""Operations on tensors."""

from emulated_rows import exact

FACTORIES = exact("""
zeros || torch.zeros(2, 3, device=d)
ones || torch.ones(2, 3, device=d, dtype=torch.int64)
full || torch.full((2, 3), 1.5, device=d)
empty || torch.empty(2, 3, device=d).shape
empty_strided || torch.empty_strided((2, 3), (1, 2), device=d).stride()
arange || torch.arange(5, device=d), torch.arange(2, 9, device=d), torch.arange(0.0, 1.0, 0.25, device=d)
linspace || torch.linspace(0, 1, 7, device=d), torch.logspace(0, 2, 5, device=d)
eye || torch.eye(3, device=d), torch.eye(2, 3, device=d)
triangle indices || torch.tril_indices(3, 3, device=d), torch.triu_indices(3, 3, device=d)
tensor of a list || torch.tensor([[1.0, 2.0], [3.0, 4.0]], device=d)
tensor of a number || torch.tensor(3, device=d)
tensor of an array || torch.tensor(np.arange(3.0), device=d), torch.as_tensor(np.arange(3.0), device=d)
asarray || torch.asarray([1, 2, 3], device=d)
from numpy || torch.from_numpy(np.arange(6.0)).to(d)
scalar_tensor || torch.scalar_tensor(2.0, device=d)
like || x = t(2, 3); torch.zeros_like(x), torch.ones_like(x), torch.full_like(x, 7.0)
like on the CPU || x = t(2, 3); torch.zeros_like(x, device="cpu") || cpu
like of the CPU || x = ct(2, 3); torch.zeros_like(x, device=d), torch.empty_like(x, device=d).fill_(1)
new || x = t(2, 3); x.new_zeros(2), x.new_ones(2), x.new_full((2,), 3.0), x.new_tensor([1, 2]), x.new_empty(0)
by the device of another || x = t(2, 3); torch.zeros(3, device=x.device)
the default device || torch.set_default_device(d); x = torch.zeros(3); y = torch.tensor([1.0]); torch.set_default_device(None); x, y, torch.zeros(1) || d d cpu
with a device || exec("with torch.device(d): x = torch.ones(2); y = torch.arange(3)"); x, y
meshgrid || torch.meshgrid(torch.arange(2, device=d), torch.arange(3, device=d), indexing="ij")
block_diag || torch.block_diag(t(2, 2), t(1, 3)), torch.cartesian_prod(i(5, 2), i(5, 3)), torch.combinations(i(9, 4))
""")

MOVES = exact("""
to the device || ct(2, 3).to(d)
to where it is || x = t(2, 3); x.to(d) is x
to the CPU || t(2, 3).cpu(), t(2, 3).to("cpu") || cpu
to a type || t(2, 3).to(torch.float64), t(2, 3).double(), t(2, 3).long(), t(2, 3).half(), t(2, 3).bfloat16()
to another || ct(2, 3).to(t(1)), t(2, 3).to(ct(1)) || d cpu
without waiting || ct(2, 3).to(d, non_blocking=True), ct(2, 3).pin_memory().to(d, non_blocking=True)
a copy || x = t(2, 3); y = x.to(d, copy=True); y.add_(1); x, y
item || t(2, 3).sum().item(), float(t(1)), int(i(5, 1)), bool(m(1)), t(2, 3).tolist()
conditions || x = t(2, 3); "yes" if x.abs().sum() > 0 else "no"
through numpy || torch.from_numpy(t(2, 3).cpu().numpy()) || cpu
forced to numpy || t(2, 3).numpy(force=True).tolist()
gradients back || x = g(2, 3); (x.cpu() * 2).sum() || cpu
gradients there || x = cg(2, 3); (x.to(d) * 2).sum()
clone detach || x = g(2, 3); x.clone(), x.detach(), x.contiguous()
printing || repr(t(2, 3)).replace(", device='cuda:0'", ""), str(i(5, 2)).replace(", device='cuda:0'", "")
printing other kinds || str(m(2)).replace(", device='cuda:0'", ""), repr(t(0)).replace(", device='cuda:0'", ""), repr(t(40, 40) * 1e6).replace(", device='cuda:0'", "")
formatting || f"{t(2, 2).mean():.4f}"
deepcopy || copy.deepcopy(t(2, 3)), copy.copy(t(2, 3))
saving || saved(t(2, 3)), saved(t(2, 3), map_location="cpu") || d cpu
saving a part || x = t(4, 3)[1:]; saved(x), saved({"a": x})["a"]
complex || torch.complex(t(2, 3), t(2, 3)).abs(), torch.view_as_complex(t(3, 2)).conj(), torch.view_as_real(torch.complex(t(2), t(2)))
complex values || x = torch.complex(t(3), t(3)); (x * x.conj()).real, x.imag, torch.angle(x), torch.polar(p(3), t(3))
bits || t(2, 4).view(torch.int32), i(5, 3).bool()
length and loops || len(t(4, 2)), [x.item() for x in t(3)], list(t(2, 2))
""")

POINTWISE = exact("""
add || g(2, 3) + g(2, 3), g(2, 3) + 2, 2 + g(2, 3), g(2, 3).add(g(3), alpha=2)
sub || g(2, 3) - g(3), 1 - g(2, 3), g(2, 3) - 1, torch.rsub(g(2), g(2))
mul || g(2, 3) * g(2, 1), 3 * g(2, 3), g(2, 3).square()
div || g(2, 3) / p(2, 3), 1 / p(2, 3), g(2, 3) / 2, t(4) // 2, i(9, 3) // i(3, 3).add(1), torch.div(t(4), 3, rounding_mode="trunc")
remainder || t(4) % 2, torch.fmod(t(4), p(4)), torch.remainder(t(4), p(4)), 3 % p(2), torch.fmod(t(3), 2), torch.div(t(3), p(3), rounding_mode="floor")
pow || g(2, 3) ** 2, p(2, 3) ** 0.5, p(3) ** g(3), 2 ** g(3)
negative || -g(2, 3), abs(g(2, 3)), g(2, 3).sign(), g(3).reciprocal(), +t(2)
exponentials || g(3).exp(), g(3).expm1(), p(3).log(), p(3).log1p(), p(3).log2(), p(3).log10(), g(3).exp2()
roots || p(3).sqrt(), p(3).rsqrt()
trigonometry || g(3).sin(), g(3).cos(), g(3).tan(), g(3).tanh(), g(3).sinh(), g(3).cosh(), g(3).atan(), torch.atan2(g(3), p(3)), torch.hypot(g(3), g(3))
inverse trigonometry || torch.asin(g(3).tanh()), torch.acos(g(3).tanh()), torch.atanh(g(3).tanh()), torch.asinh(g(3)), torch.acosh(p(3) + 1)
special functions || torch.erf(g(3)), torch.erfc(g(3)), torch.erfinv(g(3).tanh()), torch.lgamma(p(3)), torch.digamma(p(3)), torch.special.expit(g(3)), torch.sinc(g(3)), torch.special.i0(t(3)), torch.logit(g(3).sigmoid())
rounding || t(4).round(), t(4).floor(), t(4).ceil(), t(4).trunc(), t(4).frac(), torch.round(t(4), decimals=1)
clamp || g(4).clamp(-0.5, 0.5), g(4).clamp(min=0), g(4).clamp(max=0), g(4).clamp(t(4), t(4) + 1), t(4).clip(0, 1), g(4).clamp(min=t(4)), g(4).clamp(max=t(4))
maximum || torch.maximum(g(3), g(3)), torch.minimum(g(3), g(3)), torch.fmax(t(3), t(3)), torch.fmin(t(3), t(3)), torch.max(t(3), t(3))
compare || t(3) > t(3), t(3) >= 0, t(3) < t(3), t(3) <= 0, i(3, 4) == i(3, 4), i(3, 4) != 1, torch.eq(t(2), 0), t(2) == t(2), t(2) <= t(2), t(2) >= t(2), t(2) != t(2), t(2) < 0, t(2) > 0, t(2) != 0
logic || m(4) & m(4), m(4) | m(4), m(4) ^ m(4), ~m(4), torch.logical_and(m(4), m(4)), torch.logical_or(m(4), m(4)), torch.logical_not(m(4)), torch.logical_xor(m(4), m(4)), m(4) & True
bits of integers || i(9, 4) & 3, i(9, 4) | i(9, 4), i(9, 4) ^ 1, i(9, 4) << 1, i(9, 4) >> 1, i(9, 4) << i(3, 4), i(9, 4) >> i(3, 4), ~i(9, 4)
not a number || torch.isnan(t(3) / 0), torch.isinf(t(3)), torch.isfinite(t(3)), torch.nan_to_num(torch.tensor([float("nan"), 1.0], device=d)), torch.isposinf(t(2)), torch.isneginf(t(2))
close || torch.isclose(t(3), t(3)), torch.allclose(t(3), t(3)), torch.equal(t(3), t(3))
where || torch.where(m(4), g(4), g(4)), torch.where(m(4), g(4), 0.0), torch.where(m(4), 0.0, g(4)), torch.where(m(6))
where with CPU numbers || torch.where(m(4), t(4), torch.tensor(0.0)), torch.where(t(3) > 0, torch.tensor(1.0), torch.tensor(0.0))
lerp || torch.lerp(g(3), g(3), 0.3), torch.lerp(g(3), g(3), t(3))
addcmul || torch.addcmul(g(3), g(3), g(3), value=0.5), torch.addcdiv(g(3), g(3), p(3), value=0.5)
CPU numbers || t(3) + torch.tensor(2.0), torch.tensor(2.0) * t(3), t(3) > torch.tensor(0.0), t(3) / torch.tensor(3), torch.maximum(t(3), torch.tensor(0.5))
CPU numbers in place || x = t(3); x.add_(torch.tensor(2.0)); x.mul_(torch.tensor(3.0)); x
numpy numbers || t(3) * np.float64(2.0), np.float32(0.5) + t(3).sum().item()
mixed types || t(3) + i(4, 3), i(4, 3) / 2, m(3) + 1, t(3).double() * t(3)
copysign || torch.copysign(t(3), t(3)), torch.xlogy(p(3), p(3)), torch.heaviside(t(3), t(1)), torch.signbit(t(3)), torch.logaddexp(g(3), g(3)), torch.deg2rad(t(2)), torch.float_power(p(2), 2)
""")

IN_PLACE = exact("""
in place || x = t(3, 4); x.add_(1).mul_(2).sub_(t(4)).div_(p(3, 1)); x
in-place functions || x = p(4); x.sqrt_().exp_().neg_().abs_().clamp_(0.1, 3).log_().tanh_().sigmoid_().relu_().round_().floor_(); x
more in-place functions || x = p(4); x.sin_().cos_().pow_(2).reciprocal_().rsqrt_().log1p_().ceil_().trunc_().sign_().square_(); x
in-place filling || x = t(3, 3); x.fill_(2); x.zero_(); x.fill_diagonal_(1); x[0].fill_(t(1)[0]); x
in-place operators || x = t(3); x += 1; x -= t(3); x *= 2; x /= 4; x **= 2; x
in-place logic || x = m(4); x &= m(4); x |= m(4); x ^= m(4); x.logical_not_(); x
in-place comparison || x = t(4); x.gt_(0); x.eq_(1).logical_and_(m(4)); x
in-place masks || x = t(4, 4); x.masked_fill_(m(4, 4), 0.0); x.tril_(); x.triu_(-1); x
in-place order || x = t(3, 4); x.t_(); x.unsqueeze_(0); x.squeeze_(0); x.transpose_(0, 1); x
in-place copy || x = t(3, 4); x.copy_(ct(3, 4)); x[0] = ct(4); y = ct(3, 4); y.copy_(x); x, y || d cpu
in-place with gradients || x = g(3); y = x * 2; y.add_(1); y.mul_(x); y
in-place under no_grad || w = g(3); exec("with torch.no_grad(): w.sub_(0.1 * w); w.zero_()"); w
in-place lerp || x = t(3); x.lerp_(t(3), 0.1); x.addcmul_(t(3), t(3), value=0.5); x.addcdiv_(t(3), p(3)); x.clamp_(min=-1).clamp_(max=1); x
resize || x = t(2, 3); x.resize_(1, 2); y = t(2); y.resize_(3, 4).zero_(); x, y
out || x = torch.empty(3, device=d); torch.add(t(3), t(3), out=x); y = torch.empty(0, device=d); torch.mul(t(2, 3), 2, out=y); x, y
data || x = g(3); x.data = t(5); x.data.mul_(2); x.data
set || x = t(3); x.set_(t(4)); x
detach in place || x = g(3) * 2; x.detach_(); x.requires_grad_(False); x
swap axes || x = t(2, 3, 4); x.swapaxes(0, 1), x.movedim(0, 2), x.permute(2, 0, 1), x.mT, t(2, 3).T
""")

VIEWS = exact("""
views share memory || x = t(3, 4); y = x[1]; y.zero_(); x.t()[0].fill_(5); x, x.view(-1).data_ptr() == x.data_ptr()
base seen through views || x = t(3, 4); v = x[:, ::2]; x.add_(1); v, v.stride(), v.storage_offset(), v._base is x
reshape || g(2, 6).view(3, 4), g(2, 6).reshape(4, 3), g(2, 6).t().reshape(-1), g(2, 6).flatten(), g(12).unflatten(0, (3, 4)), g(2, 3).view_as(t(3, 2)), t(2, 6).ravel()
shape || g(2, 3).unsqueeze(0), g(1, 3).squeeze(), g(1, 3).squeeze(0), g(1, 3).expand(4, 3), g(3).expand_as(t(2, 3)), g(2, 3).broadcast_to(4, 2, 3), t(2, 3)[None], t(2, 3)[..., None]
transpose || g(2, 3).t(), g(2, 3, 4).transpose(0, 2), g(2, 3, 4).permute(2, 0, 1).contiguous(), g(2, 3).T
slices || x = g(5, 6); x[1:4], x[:, 2], x[-1], x[..., ::2], x[1:3, 2:5], x.narrow(0, 1, 2), x.select(1, 3), x[2, 3]
split || g(6, 2).split(2), g(6, 2).chunk(3), g(6, 2).unbind(0), torch.tensor_split(g(7), 3), g(6).split([1, 2, 3]), torch.hsplit(t(2, 4), 2), torch.vsplit(t(4, 2), 2)
diagonal || g(3, 3).diagonal(), torch.diag(g(3)), g(3, 3).diag(), torch.diag_embed(g(2, 3)), t(3, 3).trace(), torch.diagflat(t(2))
unfold || g(8).unfold(0, 3, 2), F.unfold(g(1, 2, 4, 4), 2), F.fold(g(1, 8, 9), (4, 4), 2)
as_strided || g(6).as_strided((2, 3), (3, 1)), g(6).as_strided((2, 2), (1, 1), 1)
channels last || x = t(2, 3, 4, 4).contiguous(memory_format=torch.channels_last); x.stride(), x.is_contiguous(), (x * 2).stride(), x
one element || x = t(1, 3, 1); x.stride(), x.transpose(0, 2).stride(), (x * 2).stride()
writing to a view || x = g(3, 3) * 1; x[0] = 0; x[:, 1] = x[:, 2] * 2; x
writing slices || x = t(4, 5); x[1:3] = 7; x[:, 0] = t(4); x[::2, 1:3] += 1; x
""")

JOINING = exact("""
cat || torch.cat([g(2, 3), g(1, 3)]), torch.cat((g(2, 1), g(2, 2)), dim=1), torch.concat([t(1), t(2)])
stack || torch.stack([g(3), g(3)]), torch.stack([g(3), g(3)], dim=1), torch.hstack([g(2), g(3)]), torch.vstack([g(2), g(2)]), torch.dstack([t(2), t(2)]), torch.column_stack([t(2), t(2)])
repeat || g(2, 3).repeat(2, 1), g(3).repeat_interleave(2), torch.tile(g(3), (2, 2)), t(3).repeat_interleave(i(3, 3))
roll || g(5).roll(2), g(2, 3).flip(0), torch.fliplr(g(2, 3)), torch.rot90(g(2, 3)), torch.flipud(t(2, 2)), g(2, 3).roll((1, 1), (0, 1))
pad || F.pad(g(2, 3), (1, 2)), F.pad(g(1, 2, 3), (1, 1), mode="reflect"), F.pad(g(1, 1, 3, 3), (1, 1, 1, 1), mode="replicate"), F.pad(g(1, 2, 3), (1, 1), mode="circular"), F.pad(g(1, 1, 3, 3), (1, 1, 1, 1), mode="reflect")
triangles || g(3, 3).tril(), g(3, 3).triu(1), torch.tril(torch.ones(4, 4, device=d), -1)
scatter of slices || torch.slice_scatter(g(4, 2), g(2, 2), 0, 1, 3), torch.select_scatter(g(3, 2), g(2), 0, 1), torch.diagonal_scatter(t(3, 3), t(3))
pairs || torch.outer(g(3), g(2)), torch.kron(g(2, 2), g(2, 2)), torch.cross(g(2, 3), g(2, 3), dim=1), torch.vander(t(3)), torch.cdist(g(3, 2), g(4, 2)), torch.cdist(g(3, 2), g(4, 2), p=1)
""")

REDUCTIONS = exact("""
sum || g(2, 3).sum(), g(2, 3).sum(0), g(2, 3).sum(dim=1, keepdim=True), m(5).sum(), torch.nansum(t(3))
mean || g(2, 3).mean(), g(2, 3).mean(0), g(2, 3).mean((0, 1), keepdim=True), torch.nanmean(t(3))
prod || p(2, 3).prod(), p(2, 3).prod(1)
variance || g(4, 3).var(), g(4, 3).std(0), g(4, 3).var(1, unbiased=False), torch.std_mean(g(4, 3)), torch.var_mean(g(4, 3), 0), t(4, 3).std(), torch.cov(t(2, 5)), torch.corrcoef(t(2, 5))
extremes || g(2, 3).max(), g(2, 3).min(), g(2, 3).max(1), g(2, 3).min(0), g(2, 3).amax(1), g(2, 3).amin(0), torch.aminmax(t(3))
positions || t(2, 3).argmax(), t(2, 3).argmax(1), t(2, 3).argmin(0), t(2, 3).argsort(1), t(2, 3).argsort(1, descending=True)
any and all || m(2, 3).any(), m(2, 3).all(), m(2, 3).any(1), m(2, 3).all(dim=0), (t(3) > 0).any()
norms || g(2, 3).norm(), g(2, 3).norm(dim=1), torch.linalg.norm(g(3)), torch.linalg.vector_norm(g(2, 3), 1, 1), F.normalize(g(2, 3)), torch.linalg.matrix_norm(g(2, 3)), t(2, 3).norm(p=1), t(3).dist(t(3)), g(2, 3).renorm(2, 0, 1.0)
cumulative || g(2, 3).cumsum(1), p(2, 3).cumprod(1), g(2, 3).cummax(1), g(2, 3).cummin(0), g(4).logcumsumexp(0), torch.diff(g(4)), torch.trapezoid(g(4))
logsumexp || g(2, 3).logsumexp(1), g(2, 3).softmax(-1), g(2, 3).log_softmax(1), F.softmin(g(2, 3), 1)
sorting || g(2, 4).sort(1), g(2, 4).sort(descending=True), g(2, 4).topk(2), g(5).kthvalue(2), g(5).median(), g(2, 5).median(1), g(2, 4).msort(), t(2, 5).mode(1)
quantile || torch.quantile(g(5), 0.3), torch.nanmedian(t(5)), torch.quantile(g(2, 5), torch.tensor([0.1, 0.5], device=d), dim=1)
counting || torch.bincount(i(4, 9)), m(5).count_nonzero(), torch.histc(t(20), 5), torch.unique(i(4, 9)), torch.unique(i(4, 9), return_counts=True), torch.unique_consecutive(i(2, 9)), torch.bincount(i(4, 9), weights=t(9))
bins || torch.bucketize(t(4), torch.tensor([-1.0, 0.0, 1.0], device=d)), torch.searchsorted(torch.tensor([-1.0, 0.0, 1.0], device=d), t(4)), torch.isin(i(5, 4), i(3, 2))
nonzero || m(2, 3).nonzero(), torch.argwhere(m(4)), m(4).nonzero(as_tuple=True)
integers || i(9, 4).sum(), i(9, 4).max(), i(9, 2, 3).cumsum(1), i(9, 2, 3).argmax(1), i(9, 4).float().mean(), i(9, 4).prod(), i(9, 4).sort(), i(9, 3).min(0)
""")

INDEXING = exact("""
index || g(4, 3)[i(4, 5)], g(4, 3)[:, i(3, 2)], g(4, 3)[i(4, 2), i(3, 2)], g(4, 3)[[0, 2]], g(4, 3)[i(4, 2, 2)]
mask || g(4, 3)[m(4, 3)], g(4, 3)[m(4)], g(4, 3).masked_select(m(4, 3))
index of the CPU || t(4, 3)[ci(4, 5)], t(4, 3)[:, ci(3, 2)]
mask of the CPU || t(4, 3)[cm(4, 3)], t(4)[ct(4) > 0]
index_put || x = g(4, 3) * 1; x[i(4, 2)] = 1.0; x[m(4, 3)] = 0; x
index_put of tensors || x = t(4, 3); x[torch.tensor([0, 2], device=d)] = t(2, 3); x[m(4)] = t(3); x[0, 0] = t(1)[0]; x
index_put by the CPU || x = t(4, 3); x[torch.tensor([0, 2])] = t(2, 3); x[cm(4, 3)] = 5.0; x[torch.tensor([1])] = torch.tensor(3.0); x
index_put accumulating || x = t(4); x.index_put_((torch.tensor([0, 0, 1], device=d),), t(3), accumulate=True); torch.index_put(t(4), (i(4, 1),), t(1)), x
gather || g(3, 4).gather(1, i(4, 3, 2)), torch.take_along_dim(g(3, 4), i(4, 3, 1), 1), torch.take(g(3, 4), i(12, 5))
scatter || g(3, 4).scatter(1, i(4, 3, 1), g(3, 1)), t(3, 4).scatter_(1, i(4, 3, 1), 9.0), torch.zeros(3, 4, device=d).scatter_add(1, i(4, 3, 2), g(3, 2)), t(3, 4).scatter_(1, i(4, 3, 1), t(3, 1)), t(3, 4).scatter_add_(1, i(4, 3, 1), t(3, 1))
scatter_reduce || t(3, 4).scatter_reduce(1, i(4, 3, 2), t(3, 2), reduce="amax"), t(4).index_reduce_(0, i(4, 2), t(2), "prod")
index_select || g(4, 3).index_select(0, i(4, 2)), g(4, 3).index_add(0, torch.tensor([0, 2], device=d), g(2, 3)), t(4, 3).index_fill_(0, i(4, 2), 0.0), t(4, 3).index_copy_(0, torch.tensor([0, 2], device=d), t(2, 3)), t(4, 3).index_add_(0, torch.tensor([0, 2], device=d), t(2, 3))
masked_fill || g(3, 3).masked_fill(m(3, 3), float("-inf")).softmax(-1).nan_to_num(), g(3, 3).masked_fill(~m(3), 0.0), g(3).masked_fill(m(3), torch.tensor(1.0)), g(3).masked_fill(m(3), t(1)[0])
masked_scatter || t(4).masked_scatter(m(4), t(4)), t(4).masked_scatter_(m(4), t(4))
one_hot || F.one_hot(i(4, 5), 4)
""")

ALGEBRA = exact("""
matmul || g(2, 3) @ g(3, 4), g(3) @ g(3), g(2, 3) @ g(3), g(5, 2, 3) @ g(5, 3, 2), g(5, 2, 3) @ g(3, 2), torch.mm(g(2, 3), g(3, 2)), torch.bmm(g(2, 3, 4), g(2, 4, 3)), g(2, 3).mv(g(3)), g(3).dot(g(3)), torch.inner(g(3), g(3)), torch.vdot(t(3), t(3))
addmm || torch.addmm(g(4), g(2, 3), g(3, 4)), torch.baddbmm(g(2, 2, 2), g(2, 2, 3), g(2, 3, 2)), torch.addmv(g(2), g(2, 3), g(3)), torch.addr(g(2, 3), g(2), g(3)), torch.addbmm(g(2, 2), g(3, 2, 3), g(3, 3, 2))
einsum || torch.einsum("ij,jk->ik", g(2, 3), g(3, 4)), torch.einsum("bhqd,bhkd->bhqk", g(2, 2, 3, 4), g(2, 2, 3, 4)), torch.tensordot(g(2, 3), g(3, 2), 1), torch.linalg.multi_dot([g(2, 3), g(3, 4), g(4, 2)])
solve || torch.linalg.solve(s(3), g(3, 2)), torch.linalg.inv(s(3)), torch.linalg.det(s(3)), torch.linalg.slogdet(s(3)), torch.linalg.pinv(t(3, 2)), torch.linalg.matrix_power(s(3), 3), torch.linalg.matrix_rank(s(3)), torch.inverse(s(2))
decompose || torch.linalg.cholesky(s(3)), torch.linalg.svdvals(t(3, 2)), torch.linalg.eigvalsh(s(3)), torch.linalg.solve_triangular(s(3).tril(), t(3, 1), upper=False), torch.cholesky_solve(t(3, 1), torch.linalg.cholesky(s(3)))
decompose and compose || q, r = torch.linalg.qr(g(3, 3)); l, v = torch.linalg.eigh(s(3)); u, w, h = torch.linalg.svd(g(3, 2), full_matrices=False); q @ r, v @ l.diag() @ v.T, u @ w.diag() @ h, torch.linalg.eigvals(s(3)).real.sort()[0]
more factors || p_, l, u = torch.linalg.lu(t(3, 3)); w, v = torch.linalg.eig(s(3)); p_ @ l @ u, (v @ w.diag() @ torch.linalg.inv(v)).real, torch.cholesky_inverse(torch.linalg.cholesky(s(3))), torch.linalg.householder_product(t(3, 2), t(2)), torch.linalg.lu_solve(*torch.linalg.lu_factor(s(3)), t(3, 1))
least squares || torch.linalg.lstsq(t(5, 2), t(5, 1)).solution, torch.matrix_exp(t(2, 2))
fourier || torch.fft.fft(t(8)).abs(), torch.fft.rfft(t(8)).real, torch.fft.ifft(torch.fft.fft(t(8))).real, torch.fft.fft2(t(4, 4)).abs(), torch.fft.irfft(torch.fft.rfft(t(8)))
functions of matrices || torch.linalg.cond(s(3)), torch.logdet(s(3)), torch.trace(s(3)), torch.linalg.vecdot(g(2, 3), g(2, 3)), torch.linalg.cross(t(2, 3), t(2, 3))
""")

MORE = exact("""
more of out || x = torch.empty(0, device=d); torch.matmul(t(2, 3), t(3, 2), out=x); y = torch.empty(4, device=d); torch.sub(t(4), 1, out=y), torch.exp(t(4), out=y), torch.sum(t(4, 3), 1, out=y), torch.cat([t(2), t(2)], out=y), torch.div(t(4), 2, out=y), torch.clamp(t(4), 0, 1, out=y), torch.stack([t(2)], out=torch.empty(0, device=d)), torch.mm(t(2, 3), t(3, 2), out=x), torch.tanh(t(4), out=y), torch.sqrt(p(4), out=y), torch.pow(p(4), 2, out=y), torch.bmm(t(1, 2, 3), t(1, 3, 2), out=torch.empty(0, device=d)), torch.maximum(t(4), t(4), out=y), torch.mean(t(4, 3), 1, out=y), torch.where(m(4), t(4), t(4), out=y), torch.eye(2, out=x), torch.abs(t(4), out=y)
out in a part || x = t(5); torch.arange(3, out=x[2:2]); torch.add(t(2), 1, out=x[1:3]); x
more special functions || torch.polygamma(1, p(3)), torch.special.ndtr(t(3)), torch.special.log_ndtr(t(3)), torch.special.ndtri(t(3).sigmoid()), torch.special.i1(t(3)), torch.special.i0e(t(3)), torch.special.i1e(t(3)), torch.special.entr(p(3)), torch.special.erfcx(t(3)), torch.special.xlog1py(t(3), p(3)), torch.igamma(p(3), p(3)), torch.igammac(p(3), p(3)), torch.mvlgamma(p(3) + 2, 2), torch.logaddexp2(g(3), g(3))
more of integers || torch.gcd(i(9, 4), i(9, 4)), torch.lcm(i(9, 4), i(9, 4)), torch.bitwise_left_shift(i(9, 3), i(3, 3)), torch.bitwise_right_shift(i(9, 3), i(3, 3)), torch.bitwise_not(i(9, 2))
more of floats || torch.nextafter(t(3), t(3)), torch.frexp(t(3)), torch.ldexp(t(3), i(3, 3)), torch.conj_physical(torch.complex(t(3), t(3))), torch.complex(t(2, 2), t(2, 2)) @ torch.complex(t(2, 2), t(2, 2)), torch.sgn(t(3)), torch.positive(t(2)), torch.cumulative_trapezoid(t(4)), torch.gradient(t(5))[0]
more of indexing || t(4).index_fill(0, i(4, 2), torch.tensor(2.0, device=d)), t(3, 4).scatter(1, i(4, 3, 1), t(3, 1), reduce="add"), torch.index_copy(t(4), 0, torch.tensor([0, 2], device=d), t(2)), t(4).index_reduce(0, i(4, 2), t(2), "amax"), t(4).put_(i(4, 2), t(2)), torch.nonzero_static(m(4), size=2), t(4, 2).take_along_dim(i(4, 1, 2), 0), torch.scatter_add(t(4), 0, i(4, 3), t(3))
more of reductions || torch.nanmedian(t(3, 5), 1), torch.nanquantile(t(5), 0.5), torch.histogram(t(9).cpu(), 3).hist.to(d), t(3, 4).std((0, 1)), torch.linalg.vector_norm(t(3), float("inf")), t(2, 3).sum((0, 1)), t(2, 3).prod(0, keepdim=True), t(3, 4).cumsum(0).cummax(0)
windows || torch.hann_window(4, device=d), torch.hamming_window(4, device=d), torch.blackman_window(4, device=d), torch.bartlett_window(4, device=d)
short-time fourier || x = t(16); w = torch.hann_window(4, device=d); torch.istft(torch.stft(x, 4, window=w, return_complex=True), 4, window=w), torch.fft.fftshift(t(4)), torch.fft.fftfreq(4, device=d), torch.fft.rfft2(t(4, 4)).abs(), torch.fft.fftn(t(2, 4)).abs()
half and bfloat || x = t(3, 4).bfloat16(); y = t(3, 4).half(); (y * y).float(), x.softmax(-1).float(), F.linear(x, x).float(), F.layer_norm(y, (4,)).float(), F.gelu(x).float()
doubles || x = g(3, 4).double(); x @ x.T, F.conv1d(x[None], x[:, None, :2].repeat(1, 3, 1)), F.cross_entropy(x, i(4, 3))
integers of other sizes || i(9, 4).int() + 1, i(9, 4).to(torch.uint8) * 2, i(9, 4).to(torch.int8) // 2, i(9, 4).short().sum()
empty tensors || t(0).sum(), t(0, 3).mean(0).isnan(), torch.cat([t(0), t(2)]), t(0, 3) @ t(3, 2), t(4)[t(4) > 99], F.relu(g(0, 2)), t(2, 0).sum(1)
numbers of no dimensions || g(1)[0] * g(1)[0], g(3)[1] + g(3).sum(), torch.tensor(2.0, device=d) ** 2, torch.stack([g(3)[0], g(3)[1]])
""")

ON_TENSORS = (*FACTORIES, *MOVES, *POINTWISE, *IN_PLACE, *VIEWS, *JOINING, *REDUCTIONS, *INDEXING, *ALGEBRA, *MORE)
