const MEMORY = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** Memory is counted in binary units. */
export function memoryText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(MEMORY.length - 1, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** power;
  return `${amount.toFixed(power === 0 || amount >= 100 ? 0 : 1)} ${MEMORY[power]}`;
}
