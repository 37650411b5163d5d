const NANO = 1_000_000_000n;

/** Nano-units as a decimal string in major units, without trailing zeros: `100_000_000n` → `"0.1"`. */
export function formatMoney(nano: bigint): string {
  const sign = nano < 0n ? "-" : "";
  const size = nano < 0n ? -nano : nano;
  const fraction = (size % NANO).toString().padStart(9, "0").replace(/0+$/, "");
  return `${sign}${size / NANO}${fraction && `.${fraction}`}`;
}

/** Major units as text, already validated by `Money`, in nano-units. */
export function parseMoney(text: string): bigint {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const nano = BigInt(whole) * NANO + BigInt(fraction.padEnd(9, "0"));
  return text.startsWith("-") ? -nano : nano;
}
