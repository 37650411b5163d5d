const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** A path as git prints it where records end with a line: in quotes, with C escapes, when it holds odd bytes. */
export function unquotePath(printed: string): string {
  if (!/^".*"$/s.test(printed)) return printed;
  const bytes: Buffer[] = [];
  for (const [part, octal, letter] of printed.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(Buffer.from([Number.parseInt(octal, 8) & 255]));
    else if (letter === undefined) bytes.push(Buffer.from(part));
    else bytes.push(ESCAPES[letter] === undefined ? Buffer.from(letter) : Buffer.from([ESCAPES[letter]]));
  }
  return Buffer.concat(bytes).toString("utf8");
}
