const BYTES = { MB: 10 ** 6, GB: 10 ** 9, TB: 10 ** 12 } as const;

/** Files are counted in decimal units. */
export type SizeUnit = keyof typeof BYTES;
export const SIZE_UNITS = ["MB", "GB", "TB"] as const satisfies readonly SizeUnit[];

/** A size as it stands in a field and the unit beside it. */
export interface TypedSize {
  readonly amount: string;
  readonly unit: SizeUnit;
}

/** The exact size in the largest unit that it fills. */
export function typedSize(bytes: number): TypedSize {
  const unit = SIZE_UNITS.findLast((one) => bytes >= BYTES[one]) ?? "MB";
  return { amount: String(bytes / BYTES[unit]), unit };
}

/** Whole bytes; a unit that is typed behind the number counts. `null` for what is no size. */
export function bytesOf({ amount, unit }: TypedSize): number | null {
  const [, number, typed] = /^(\d+(?:\.\d+)?)\s*([MGT]B)?$/i.exec(amount.trim()) ?? [];
  if (number === undefined) return null;
  const counted = SIZE_UNITS.find((one) => one === typed?.toUpperCase()) ?? unit;
  const bytes = Math.round(Number(number) * BYTES[counted]);
  return Number.isSafeInteger(bytes) ? bytes : null;
}
