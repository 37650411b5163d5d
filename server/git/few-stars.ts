import { hasFewStars, TOO_MANY_STARS } from "./contract";
import { gitError } from "./git-error";

/** Throws `invalid` for a pattern of too many stars that was not there before: an older one does not keep others from being saved. */
export function assertFewStars(patterns: readonly string[], before: readonly string[]): void {
  const found = patterns.find((pattern) => !before.includes(pattern) && !hasFewStars(pattern));
  if (found !== undefined) throw gitError("invalid", `${TOO_MANY_STARS}: ${found}`);
}
