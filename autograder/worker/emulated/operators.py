"""The operators that the device has, by the names of their schemas.

Each is used by a row of the table in ``tests/emulated_*.py``, which says where CUDA puts its result; a test
compares this list with what the rows use. An operator that is composed of others need not be here.
"""

FACTORIES = tuple(
    """
    arange arange.start arange.start_step empty.memory_format empty_strided eye eye.m full linspace logspace
    ones scalar_tensor tril_indices triu_indices zeros
    """.split()  # noqa: SIM905 - names read better without quotes
)
"""They make a tensor on the device they are given."""

OPERATORS = tuple(
    """
    __lshift__.Scalar __lshift__.Tensor __rshift__.Scalar __rshift__.Tensor _adaptive_avg_pool2d
    _adaptive_avg_pool2d_backward _adaptive_avg_pool3d _adaptive_avg_pool3d_backward _cdist_backward
    _cdist_forward _cholesky_solve_helper _ctc_loss _ctc_loss_backward _cummax_helper _cummin_helper
    _embedding_bag _embedding_bag_backward _embedding_bag_per_sample_weights_backward _fft_c2c _fft_c2r _fft_r2c
    _index_put_impl_ _linalg_det _linalg_eigh _linalg_eigvals _linalg_slogdet _linalg_solve_ex _linalg_svd
    _local_scalar_dense _log_softmax _log_softmax_backward_data _logcumsumexp _pdist_backward _pdist_forward
    _prelu_kernel _prelu_kernel_backward _softmax _softmax_backward_data _standard_gamma _to_copy _unique2
    _upsample_bilinear2d_aa _upsample_bilinear2d_aa_backward _upsample_nearest_exact2d
    _upsample_nearest_exact2d_backward _weight_norm_interface abs.out acos acosh adaptive_max_pool2d
    adaptive_max_pool2d_backward adaptive_max_pool3d adaptive_max_pool3d_backward add.Tensor add.out add_.Tensor
    addbmm addcdiv addcdiv_ addcmul addcmul_ addmm addmv addmv_ addr all all.dim amax amin aminmax angle any
    any.dim arange.start_out argmax argmin asin asinh atan atan2 atanh avg_pool2d avg_pool2d_backward avg_pool3d
    avg_pool3d_backward baddbmm bernoulli_.Tensor bernoulli_.float binary_cross_entropy
    binary_cross_entropy_backward bincount bitwise_and.Tensor bitwise_and_.Tensor bitwise_left_shift.Tensor
    bitwise_not bitwise_or.Tensor bitwise_or_.Tensor bitwise_right_shift.Tensor bitwise_xor.Tensor
    bitwise_xor_.Tensor bmm bmm.out bucketize.Tensor cat cat.out cauchy_ ceil ceil_ channel_shuffle
    cholesky_inverse clamp clamp.Tensor clamp.out clamp_ clamp_max_ clamp_min clamp_min_ clamp_min_.Tensor clone
    col2im complex.out conj_physical.out convolution convolution_backward copysign.Tensor cos cos_ cosh
    count_nonzero.dim_IntList cumprod cumsum digamma div.Tensor div.Tensor_mode div.out div_.Tensor dot elu
    elu_backward embedding_dense_backward embedding_renorm_ empty_like eq.Scalar eq.Tensor eq_.Scalar equal erf
    erfc erfinv exp exp.out exp2 exp_ expm1 exponential_ eye.m_out eye.out fill_.Scalar fill_.Tensor flip floor
    floor_ floor_divide fmax fmin fmod.Tensor frac fractional_max_pool2d frexp.Tensor_out full_like gather gcd
    ge.Scalar ge.Tensor gelu gelu_backward geometric_ glu glu_backward grid_sampler_2d grid_sampler_2d_backward
    gt.Scalar gt.Tensor gt_.Scalar hardshrink hardshrink_backward hardsigmoid hardsigmoid_backward hardswish
    hardswish_backward hardtanh hardtanh_backward heaviside histc huber_loss huber_loss_backward.out hypot i0
    igamma igammac im2col index.Tensor index_add index_add_ index_copy index_copy_ index_fill_.int_Scalar
    index_fill_.int_Tensor index_put index_put_ index_reduce index_reduce_ index_select isin.Tensor_Tensor isnan
    isneginf isposinf kthvalue.values lcm le.Scalar le.Tensor leaky_relu leaky_relu_backward lerp.Scalar
    lerp.Tensor lerp_.Scalar lerp_.Tensor lgamma lgamma_ linalg_cholesky_ex linalg_cross linalg_eig
    linalg_householder_product linalg_inv_ex linalg_lstsq.out linalg_lu linalg_lu_factor_ex linalg_lu_solve
    linalg_matrix_exp linalg_qr linalg_solve_triangular linalg_vector_norm log log10 log1p log1p_ log2 log_
    log_normal_ log_sigmoid_backward log_sigmoid_forward logaddexp logaddexp2 logical_and.out logical_not.out
    logical_or.out logical_xor.out logit logit_backward lt.Scalar lt.Tensor masked_fill.Scalar
    masked_fill.Tensor masked_fill_.Scalar masked_fill_.Tensor masked_scatter_ masked_select max max.dim
    max_pool2d_with_indices max_pool2d_with_indices_backward max_pool3d_with_indices
    max_pool3d_with_indices_backward max_unpool2d maximum maximum.out mean.dim mean.out median median.dim_values
    min min.dim minimum mish mish_backward mm mm.out mode mse_loss mse_loss_backward mul.Tensor mul.out
    mul_.Tensor multi_margin_loss multi_margin_loss_backward multilabel_margin_loss_backward
    multilabel_margin_loss_forward multinomial nan_to_num.out nanmedian nanmedian.dim_values nansum
    native_batch_norm native_batch_norm_backward native_dropout_backward native_group_norm
    native_group_norm_backward native_layer_norm native_layer_norm_backward ne.Scalar ne.Tensor neg neg.out neg_
    nextafter nll_loss2d_backward nll_loss2d_forward nll_loss_backward nll_loss_forward nonzero nonzero_static
    norm.ScalarOpt_dim normal.Tensor_Tensor normal.Tensor_float normal.float_Tensor normal_ ones_like
    pixel_shuffle pixel_unshuffle poisson polar.out polygamma pow.Scalar pow.Tensor_Scalar pow.Tensor_Scalar_out
    pow.Tensor_Tensor pow_.Scalar prod prod.dim_int put_ random_ random_.from random_.to randperm.generator_out
    reciprocal reciprocal_ reflection_pad1d reflection_pad1d_backward reflection_pad2d reflection_pad2d_backward
    reflection_pad3d reflection_pad3d_backward relu relu_ remainder.Scalar_Tensor remainder.Tensor renorm
    repeat_interleave.Tensor replication_pad1d replication_pad1d_backward replication_pad2d
    replication_pad2d_backward replication_pad3d replication_pad3d_backward roll round round.decimals round_
    rrelu_with_noise rsqrt rsqrt_ rsub.Tensor scatter.reduce scatter.src scatter.value scatter_.src
    scatter_.value scatter_add scatter_add_ scatter_reduce.two searchsorted.Tensor sgn sigmoid sigmoid_
    sigmoid_backward sign sign_ signbit silu silu_backward sin sin_ sinc sinh smooth_l1_loss
    smooth_l1_loss_backward.grad_input softplus softplus_backward softshrink softshrink_backward sort.stable
    special_entr special_erfcx special_i0e special_i1 special_i1e special_log_ndtr special_ndtri special_xlog1py
    sqrt sqrt.out sqrt_ std.correction std_mean.correction sub.Tensor sub.out sub_.Tensor sum.IntList_out
    sum.dim_IntList take tan tanh tanh.out tanh_ tanh_backward threshold threshold_backward topk trace tril
    tril_ triu triu_ trunc trunc_ unfold_backward uniform_ unique_consecutive upsample_bicubic2d
    upsample_bicubic2d_backward upsample_bilinear2d upsample_bilinear2d_backward upsample_linear1d
    upsample_linear1d_backward upsample_nearest1d upsample_nearest1d_backward upsample_nearest2d
    upsample_nearest2d_backward upsample_trilinear3d upsample_trilinear3d_backward var.correction
    var_mean.correction vdot where.self where.self_out xlogy.Tensor zero_ zeros_like
    """.split()  # noqa: SIM905
)
"""They compute with tensors of the device."""
