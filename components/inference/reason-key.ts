/** Causes that have words of their own in the catalogue. */
const KNOWN = [
  "host_oom",
  "corrupt_file",
  "arch_unsupported",
  "config",
  "port",
  "load_failed",
  "crash_sigsegv",
  "abort",
  "killed",
  "crashed",
  "start_timeout",
  "probe",
  "disk_full",
  "lost",
  "pack_missing",
  "model_deleted",
  "model_not_readable",
  "owner_deleted",
  "weights_unavailable",
] as const;

export const reasonKeyOf = (code: string) => KNOWN.find((known) => known === code) ?? "other";
