/** The path of this site that an address asks to go on to; `/` for anything that a browser could take for another site. */
export function localPath(next: string | readonly string[] | undefined): string {
  const isOurs = typeof next === "string" && /^\/(?![/\\])[\x20-\x7e]*$/.test(next) && !next.includes("\\");
  return isOurs ? next : "/";
}

/** An address of this site that leads on to another one. */
export const leadingTo = (path: string, next: string): string =>
  next === "/" ? path : `${path}?next=${encodeURIComponent(next)}`;
