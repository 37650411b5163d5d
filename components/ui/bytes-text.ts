const UNITS = {
  file: { base: 1_000, names: ["B", "kB", "MB", "GB", "TB", "PB"] },
  memory: { base: 1_024, names: ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] },
} as const;

/** Files are counted in decimal units, memory in binary ones. */
export type Counted = keyof typeof UNITS;

/** Bytes as people read them, such as "1.2 GB" of a file. */
export function bytesText(bytes: number, of: Counted = "file"): string {
  const { base, names } = UNITS[of];
  let power = 0;
  let amount = bytes;
  while (amount >= base && power < names.length - 1) {
    amount /= base;
    power += 1;
  }
  return `${amount.toFixed(power === 0 || amount >= 100 ? 0 : 1)} ${names[power]}`;
}

/** Such as "1.2 GiB". */
export const memoryText = (bytes: number): string => bytesText(bytes, "memory");
