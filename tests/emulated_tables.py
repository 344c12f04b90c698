# ruff: noqa: E501 - a row is a line
"""What CUDA does, as data: operations with the device of their results, and mistakes with what they raise.

A row is a line of parts between ``||``: name, code, and for an operation the devices of the tensors that come out (``d`` where nothing is said).
The code's last expression is the result; ``d`` is the device. Inputs are drawn on the CPU from a fixed seed and moved:
``t`` numbers, ``g`` numbers that want gradients, ``p`` positive ones, ``i`` integers below the first argument, ``m`` a mask,
``s`` a symmetric positive definite matrix; ``ct``, ``cg``, ``ci`` and ``cm`` stay on the CPU. Gradients of every ``g`` are results too.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that works on CUDA."""

    name: str
    code: str
    devices: tuple[str, ...]
    """Of the tensors in the result, in order; one stands for all. ``d`` is the device."""
    exact: bool
    """Whether the emulation gives the CPU's very bits; where it computes in another order, only close values."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that students do with two devices, and what CUDA makes of it."""

    name: str
    code: str
    error: str
    """The exception's class; empty where CUDA allows it."""
    says: str
    """A regular expression of the message; the device of the result where CUDA allows it."""


def _operations(text: str, *, exact: bool = True) -> tuple[Operation, ...]:
    rows = _rows(text)
    return tuple(Operation(r[0], r[1], tuple(r[2].split()) if len(r) > 2 else ("d",), exact) for r in rows)


def _mistakes(text: str) -> tuple[Mistake, ...]:
    return tuple(
        Mistake(name, code, "" if error == "allowed" else error, says) for name, code, error, says in _rows(text)
    )


def _rows(text: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("||")] for line in text.strip().splitlines()]


FACTORIES = _operations("""
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

MOVES = _operations("""
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

POINTWISE = _operations("""
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

IN_PLACE = _operations("""
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

VIEWS = _operations("""
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
one element || x = t(1, 3, 1); x.stride(), x.t if False else x.transpose(0, 2).stride(), (x * 2).stride()
writing to a view || x = g(3, 3) * 1; x[0] = 0; x[:, 1] = x[:, 2] * 2; x
writing slices || x = t(4, 5); x[1:3] = 7; x[:, 0] = t(4); x[::2, 1:3] += 1; x
""")

JOINING = _operations("""
cat || torch.cat([g(2, 3), g(1, 3)]), torch.cat((g(2, 1), g(2, 2)), dim=1), torch.concat([t(1), t(2)])
stack || torch.stack([g(3), g(3)]), torch.stack([g(3), g(3)], dim=1), torch.hstack([g(2), g(3)]), torch.vstack([g(2), g(2)]), torch.dstack([t(2), t(2)]), torch.column_stack([t(2), t(2)])
repeat || g(2, 3).repeat(2, 1), g(3).repeat_interleave(2), torch.tile(g(3), (2, 2)), t(3).repeat_interleave(i(3, 3))
roll || g(5).roll(2), g(2, 3).flip(0), torch.fliplr(g(2, 3)), torch.rot90(g(2, 3)), torch.flipud(t(2, 2)), g(2, 3).roll((1, 1), (0, 1))
pad || F.pad(g(2, 3), (1, 2)), F.pad(g(1, 2, 3), (1, 1), mode="reflect"), F.pad(g(1, 1, 3, 3), (1, 1, 1, 1), mode="replicate"), F.pad(g(1, 2, 3), (1, 1), mode="circular"), F.pad(g(1, 1, 3, 3), (1, 1, 1, 1), mode="reflect")
triangles || g(3, 3).tril(), g(3, 3).triu(1), torch.tril(torch.ones(4, 4, device=d), -1)
scatter of slices || torch.slice_scatter(g(4, 2), g(2, 2), 0, 1, 3), torch.select_scatter(g(3, 2), g(2), 0, 1), torch.diagonal_scatter(t(3, 3), t(3))
pairs || torch.outer(g(3), g(2)), torch.kron(g(2, 2), g(2, 2)), torch.cross(g(2, 3), g(2, 3), dim=1), torch.vander(t(3)), torch.cdist(g(3, 2), g(4, 2)), torch.cdist(g(3, 2), g(4, 2), p=1)
""")

REDUCTIONS = _operations("""
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

INDEXING = _operations("""
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

ALGEBRA = _operations("""
matmul || g(2, 3) @ g(3, 4), g(3) @ g(3), g(2, 3) @ g(3), g(5, 2, 3) @ g(5, 3, 2), g(5, 2, 3) @ g(3, 2), torch.mm(g(2, 3), g(3, 2)), torch.bmm(g(2, 3, 4), g(2, 4, 3)), g(2, 3).mv(g(3)), g(3).dot(g(3)), torch.inner(g(3), g(3)), torch.vdot(t(3), t(3))
addmm || torch.addmm(g(4), g(2, 3), g(3, 4)), torch.baddbmm(g(2, 2, 2), g(2, 2, 3), g(2, 3, 2)), torch.addmv(g(2), g(2, 3), g(3)), torch.addr(g(2, 3), g(2), g(3)), torch.addbmm(g(2, 2), g(3, 2, 3), g(3, 3, 2))
einsum || torch.einsum("ij,jk->ik", g(2, 3), g(3, 4)), torch.einsum("bhqd,bhkd->bhqk", g(2, 2, 3, 4), g(2, 2, 3, 4)), torch.tensordot(g(2, 3), g(3, 2), 1), torch.linalg.multi_dot([g(2, 3), g(3, 4), g(4, 2)]), torch.chain_matmul(t(2, 3), t(3, 2)) if False else t(1)
solve || torch.linalg.solve(s(3), g(3, 2)), torch.linalg.inv(s(3)), torch.linalg.det(s(3)), torch.linalg.slogdet(s(3)), torch.linalg.pinv(t(3, 2)), torch.linalg.matrix_power(s(3), 3), torch.linalg.matrix_rank(s(3)), torch.inverse(s(2))
decompose || torch.linalg.cholesky(s(3)), torch.linalg.qr(t(3, 3)), torch.linalg.svdvals(t(3, 2)), torch.linalg.eigvalsh(s(3)), torch.linalg.eigh(s(3)), torch.linalg.svd(t(3, 2), full_matrices=False), torch.linalg.solve_triangular(s(3).tril(), t(3, 1), upper=False), torch.cholesky_solve(t(3, 1), torch.linalg.cholesky(s(3)))
least squares || torch.linalg.lstsq(t(5, 2), t(5, 1)).solution, torch.matrix_exp(t(2, 2))
fourier || torch.fft.fft(t(8)).abs(), torch.fft.rfft(t(8)).real, torch.fft.ifft(torch.fft.fft(t(8))).real, torch.fft.fft2(t(4, 4)).abs(), torch.fft.irfft(torch.fft.rfft(t(8)))
functions of matrices || torch.linalg.cond(s(3)), torch.logdet(s(3)), torch.trace(s(3)), torch.linalg.vecdot(g(2, 3), g(2, 3)), torch.linalg.cross(t(2, 3), t(2, 3))
""")

LAYERS = _operations("""
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

CLOSE_LAYERS = _operations(
    """
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
""",
    exact=False,
)

MODELS = _operations(
    """
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
""",
    exact=False,
)

AUTOGRAD = _operations("""
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

RANDOM = _operations("""
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

ENVIRONMENT = _operations("""
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

OPERATIONS = (
    *FACTORIES, *MOVES, *POINTWISE, *IN_PLACE, *VIEWS, *JOINING, *REDUCTIONS, *INDEXING, *ALGEBRA, *LAYERS, *CLOSE_LAYERS,
    *MODELS, *AUTOGRAD, *RANDOM, *ENVIRONMENT,
)  # fmt: skip

TWO = "Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu"
OTHER = "Expected all tensors to be on the same device"
NUMPY = "can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu"
INDEX = "indices should be either on cpu or on the same device as the indexed tensor .cpu."

MISTAKES = _mistakes(f"""
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
out on the CPU || torch.add(t(2), t(2), out=torch.empty(2)) || RuntimeError || {OTHER}
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
a gradient on the other device || x = g(3); x.grad = ct(3) || RuntimeError ||
a second device || torch.zeros(1, device="cuda:99") || AcceleratorError || invalid device ordinal
moving to a second device || ct(1).to("cuda:99") || AcceleratorError || invalid device ordinal
state of an optimizer from the CPU || trained_elsewhere() || allowed || d
a loss function with CPU weights || nn.CrossEntropyLoss(weight=torch.ones(3))(t(4, 3), i(3, 4)) || RuntimeError || {OTHER}
distance to CPU points || torch.cdist(t(3, 2), ct(4, 2)) || RuntimeError ||
equal to the CPU || torch.equal(t(3), ct(3)) || RuntimeError || {OTHER}
allclose to the CPU || torch.allclose(t(3), ct(3)) || RuntimeError || {OTHER}
pinning a device tensor || t(3).pin_memory() || RuntimeError || cannot pin 'torch.cuda.FloatTensor' only dense CPU tensors can be pinned
""")

NOT_EMULATED = _mistakes("""
compile || torch.compile(nn.Linear(2, 2)) || NotEmulated || torch.compile
autocast || torch.autocast("cuda").__enter__() || NotEmulated || torch.autocast
an operator that is not on the list || torch.special.zeta(t(2), t(2)) || NotEmulated || aten::special_zeta
sparse || t(3, 3).to_sparse() || NotEmulated ||
swallowed || exec("try: torch.special.zeta(t(2), t(2))\\nexcept Exception: pass") || NotEmulated || aten::special_zeta
""")
