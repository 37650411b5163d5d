const LFS = "filter=lfs diff=lfs merge=lfs -text";

const COMMON_PATTERNS = (
  "*.7z *.arrow *.bin *.bz2 *.ckpt *.ftz *.gz *.h5 *.joblib *.lfs.* *.mlmodel *.model *.msgpack *.npy *.npz *.onnx *.ot " +
  "*.parquet *.pb *.pickle *.pkl *.pt *.pth *.rar *.safetensors saved_model/**/* *.tar.* *.tar *.tflite *.tgz *.wasm " +
  "*.xz *.zip *.zst *tfevents*"
).split(" ");

/** `.gitattributes` of a new repository; `more` are the patterns of its kind. */
export const defaultAttributes = (more: readonly string[]): string =>
  [...COMMON_PATTERNS, ...more].map((pattern) => `${pattern} ${LFS}\n`).join("");
