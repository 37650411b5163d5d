const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", a: "\x07", b: "\b", f: "\f", v: "\v" };
const ESCAPE_PARTS = /\\(?:x([\da-fA-F]{2})|([0-7]{1,3})|([\s\S]))/;
const ESCAPE = new RegExp(ESCAPE_PARTS, "g");
const RAW_ESCAPE = /\\u([\da-fA-F]{4})|\\U([\da-fA-F]{8})/g;

/** The argument of `STRING`: quoted, with the escapes of a Python 2 text. */
export function quotedText(line: string): string {
  const inner = line.trim().slice(1, -1);
  return inner.replaceAll(ESCAPE, (part) => {
    const [, hex, octal, other = ""] = ESCAPE_PARTS.exec(part) ?? [];
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff); // Python wraps, too
    return ESCAPES[other] ?? other;
  });
}

/** The argument of `UNICODE`: Python's raw-unicode-escape. */
export const rawUnicodeText = (line: string): string =>
  line.replaceAll(RAW_ESCAPE, (whole, short?: string, long?: string) => {
    const code = Number.parseInt(short ?? long ?? "", 16);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
