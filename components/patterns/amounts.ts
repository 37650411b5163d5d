import { useFormatter } from "next-intl";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** "3.1 GB" in the reader's language; decimal units, as everywhere for files. */
export function useAmount(): (bytes: number) => string {
  const format = useFormatter();
  return (bytes) => {
    const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
    const unit = UNITS[power] ?? "byte";
    return format.number(bytes / 1_000 ** power, {
      style: "unit",
      unit,
      unitDisplay: "short",
      maximumFractionDigits: power === 0 ? 0 : 1,
    });
  };
}

/** "1:05" or "1:02:05". */
export function timeLeft(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  const [first, ...rest] = parts[0] === 0 ? parts.slice(1) : parts;
  return [String(first), ...rest.map((part) => String(part).padStart(2, "0"))].join(":");
}
