export interface WantedRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Which bytes a `Range` header asks for (RFC 9110 §14.2), inclusive and inside the file. `null`: the whole file, for a
 * missing, malformed or multiple range; `unsatisfiable`: 416.
 */
export function rangeOf(header: string | undefined, size: number): WantedRange | "unsatisfiable" | null {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.replaceAll(" ", "") ?? "") ?? [];
  if (first === "" && last === "") return null;
  if (first === "")
    return Number(last) === 0 || size === 0
      ? "unsatisfiable"
      : { start: Math.max(0, size - Number(last)), end: size - 1 };
  const start = Number(first);
  if (last !== "" && Number(last) < start) return null;
  return start >= size ? "unsatisfiable" : { start, end: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
}
