import { transportError } from "./transport-error";

const MAX_REFS = 10_000;

/** Throws for more names than are copied in one go. */
export function assertRefs(refs: readonly string[]): void {
  if (refs.length <= MAX_REFS) return;
  throw transportError("too_many_refs", `At most ${MAX_REFS} branches and tags are copied: choose fewer`);
}
