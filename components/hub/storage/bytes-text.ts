const NAMES = ["B", "kB", "MB", "GB", "TB", "PB"];

/** Bytes of files as people read them, such as "1.2 GB", where no element fits. */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(NAMES.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1_000 ** power;
  return `${amount.toFixed(power === 0 || amount >= 100 ? 0 : 1)} ${NAMES[power]}`;
}
