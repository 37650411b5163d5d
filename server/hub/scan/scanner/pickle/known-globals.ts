/**
 * Everything that a pickle may name without being unsafe: makers of plain data, and of tensors and arrays. Whatever is
 * not here is unknown, and unknown is unsafe. An entry must be harmless with any arguments, attributes and state.
 */
const KNOWN: Readonly<Record<string, string>> = {
  "builtins __builtin__":
    "set frozenset bytearray bytes complex list dict tuple int float bool str slice range object long unicode xrange",
  collections: "OrderedDict defaultdict Counter deque",
  _codecs: "encode",
  "copyreg copy_reg": "_reconstructor __newobj__",
  datetime: "date datetime time timedelta timezone",
  decimal: "Decimal",
  fractions: "Fraction",
  uuid: "UUID",
  argparse: "Namespace",
  pathlib: "PurePath PurePosixPath PureWindowsPath Path PosixPath WindowsPath",
  numpy: `ndarray dtype matrix bool_ bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64
    complex64 complex128 str_ bytes_ void datetime64 timedelta64 longlong ulonglong`,
  "numpy.core.multiarray numpy._core.multiarray numpy.core._multiarray_umath numpy._core._multiarray_umath":
    "_reconstruct scalar",
  "numpy.core.numeric numpy._core.numeric": "_frombuffer",
  "numpy.ma.core": "_mareconstruct MaskedArray",
  "numpy.dtypes": `BoolDType Int8DType Int16DType Int32DType Int64DType UInt8DType UInt16DType UInt32DType UInt64DType
    Float16DType Float32DType Float64DType StrDType ObjectDType`,
  "numpy.random._pickle": "__randomstate_ctor __generator_ctor __bit_generator_ctor",
  "numpy.random._mt19937": "MT19937",
  "numpy.random._pcg64": "PCG64",
  "scipy.sparse._csr scipy.sparse.csr": "csr_matrix csr_array",
  "scipy.sparse._csc scipy.sparse.csc": "csc_matrix csc_array",
  "scipy.sparse._coo scipy.sparse.coo": "coo_matrix coo_array",
  torch: `Size Tensor device dtype layout FloatStorage DoubleStorage HalfStorage BFloat16Storage LongStorage IntStorage
    ShortStorage CharStorage ByteStorage BoolStorage ComplexFloatStorage ComplexDoubleStorage QInt8Storage QInt32Storage
    QUInt8Storage FloatTensor DoubleTensor HalfTensor BFloat16Tensor LongTensor IntTensor ShortTensor CharTensor
    ByteTensor BoolTensor float float16 float32 float64 half double bfloat16 int int8 int16 int32 int64 short long uint8
    uint16 uint32 uint64 bool complex64 complex128 qint8 qint32 quint8 float8_e4m3fn float8_e5m2 strided sparse_coo
    per_tensor_affine per_channel_affine`,
  "torch._utils": `_rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3 _rebuild_parameter
    _rebuild_parameter_with_state _rebuild_qtensor _rebuild_sparse_tensor _rebuild_sparse_csr_tensor
    _rebuild_device_tensor_from_numpy _rebuild_meta_tensor_no_storage _rebuild_nested_tensor`,
  "torch._tensor": "_rebuild_from_type_v2",
  "torch.storage": "TypedStorage UntypedStorage _TypedStorage _UntypedStorage",
  "torch.cuda": `FloatStorage DoubleStorage HalfStorage BFloat16Storage LongStorage IntStorage ByteStorage BoolStorage
    FloatTensor HalfTensor LongTensor`,
  "torch.nn.parameter": "Parameter Buffer UninitializedParameter",
  "torch.serialization": "_get_layout",
  "torch.jit._pickle": `build_intlist build_tensorlist build_doublelist build_boollist build_tensor_from_id
    restore_type_tag`,
  "torch.nn.modules.activation": `ReLU GELU SiLU Sigmoid Tanh Softmax LogSoftmax LeakyReLU ELU Softplus Hardswish
    MultiheadAttention Mish ReLU6 PReLU Hardtanh Hardsigmoid`,
  "torch.nn.modules.batchnorm": "BatchNorm1d BatchNorm2d BatchNorm3d SyncBatchNorm",
  "torch.nn.modules.container": "Sequential ModuleList ModuleDict ParameterList ParameterDict",
  "torch.nn.modules.conv": "Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d",
  "torch.nn.modules.dropout": "Dropout Dropout1d Dropout2d Dropout3d",
  "torch.nn.modules.flatten": "Flatten Unflatten",
  "torch.nn.modules.linear": "Linear Identity Bilinear NonDynamicallyQuantizableLinear",
  "torch.nn.modules.loss": "CrossEntropyLoss MSELoss L1Loss BCELoss BCEWithLogitsLoss NLLLoss SmoothL1Loss",
  "torch.nn.modules.normalization": "LayerNorm GroupNorm RMSNorm LocalResponseNorm",
  "torch.nn.modules.padding": "ZeroPad2d ReflectionPad1d ReflectionPad2d ReplicationPad2d",
  "torch.nn.modules.pooling": `MaxPool1d MaxPool2d MaxPool3d AvgPool1d AvgPool2d AdaptiveAvgPool1d AdaptiveAvgPool2d
    AdaptiveMaxPool2d`,
  "torch.nn.modules.rnn": "RNN LSTM GRU LSTMCell GRUCell",
  "torch.nn.modules.sparse": "Embedding EmbeddingBag",
  "torch.nn.modules.transformer": `Transformer TransformerEncoder TransformerEncoderLayer TransformerDecoder
    TransformerDecoderLayer`,
  "torch.nn.modules.upsampling": "Upsample UpsamplingNearest2d UpsamplingBilinear2d",
  "torch.distributions.normal": "Normal",
  "joblib.numpy_pickle sklearn.externals.joblib.numpy_pickle": "NumpyArrayWrapper",
  "sklearn.linear_model._logistic": "LogisticRegression",
  "sklearn.linear_model._base": "LinearRegression",
  "sklearn.linear_model._ridge": "Ridge RidgeClassifier",
  "sklearn.linear_model._coordinate_descent": "Lasso ElasticNet",
  "sklearn.linear_model._stochastic_gradient": "SGDClassifier SGDRegressor",
  "sklearn.svm._classes": "SVC SVR LinearSVC LinearSVR",
  "sklearn.tree._classes": `DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ExtraTreeRegressor`,
  "sklearn.tree._tree": "Tree",
  "sklearn.ensemble._forest": `RandomForestClassifier RandomForestRegressor ExtraTreesClassifier ExtraTreesRegressor`,
  "sklearn.ensemble._gb": "GradientBoostingClassifier GradientBoostingRegressor",
  "sklearn.neighbors._classification": "KNeighborsClassifier",
  "sklearn.neighbors._regression": "KNeighborsRegressor",
  "sklearn.naive_bayes": "GaussianNB MultinomialNB BernoulliNB",
  "sklearn.cluster._kmeans": "KMeans MiniBatchKMeans",
  "sklearn.decomposition._pca": "PCA",
  "sklearn.pipeline": "Pipeline FeatureUnion",
  "sklearn.compose._column_transformer": "ColumnTransformer",
  "sklearn.preprocessing._data": "StandardScaler MinMaxScaler RobustScaler MaxAbsScaler Normalizer",
  "sklearn.preprocessing._label": "LabelEncoder LabelBinarizer",
  "sklearn.preprocessing._encoders": "OneHotEncoder OrdinalEncoder",
  "sklearn.feature_extraction.text": "CountVectorizer TfidfVectorizer TfidfTransformer HashingVectorizer",
  "sklearn.impute._base": "SimpleImputer",
  "sklearn.neural_network._multilayer_perceptron": "MLPClassifier MLPRegressor",
};

/** Names that only have to be looked at to know what they are for; they change the words, not the verdict. */
const DANGEROUS_MODULES: ReadonlySet<string> = new Set(
  `os posix nt subprocess sys shutil socket runpy pty pickle _pickle cloudpickle dill importlib ctypes code codeop
  asyncio multiprocessing threading timeit pip pkgutil marshal types operator functools webbrowser commands platform
  requests urllib httpx http ftplib smtplib telnetlib tempfile signal bdb pdb cProfile profile trace venv ensurepip
  inspect gc linecache lib2to3 idlelib distutils setuptools`.split(/\s+/),
);
const BUILTIN_MODULES: ReadonlySet<string> = new Set(["builtins", "__builtin__"]);

const known = new Map<string, ReadonlySet<string>>(
  Object.entries(KNOWN).flatMap(([modules, names]) => {
    const all = new Set(names.split(/\s+/));
    return modules.split(" ").map((module) => [module, all] as const);
  }),
);

export const isKnown = (module: string, name: string): boolean => known.get(module)?.has(name) ?? false;

export const isDangerous = (module: string): boolean =>
  BUILTIN_MODULES.has(module) || DANGEROUS_MODULES.has(module.split(".", 1)[0] ?? "");
