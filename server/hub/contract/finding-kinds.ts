/** Without a library: the process that scans reads them, and may open nothing else. */
export const UNSAFE_FINDINGS = [
  "dangerous_global",
  "unknown_global",
  "computed_global",
  "extension_code",
  "call_of_value",
  "changed_global",
  "keras_lambda",
  "keras_module",
] as const;
export const SUSPICIOUS_FINDINGS = [
  "broken_pickle",
  "trailing_bytes",
  "bad_checksum",
  "misleading_archive",
  "escaping_entry",
  "encrypted_entry",
  "hidden_archive",
  "wrong_extension",
] as const;
