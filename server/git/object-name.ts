/** What git calls a tree without files. */
export const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** How git writes that there is no object. */
export const NO_OBJECT = "0".repeat(40);

/** A name that git wrote; `null` for none. */
export const nameOrNull = (oid: string): string | null => (/^0+$/.test(oid) ? null : oid);
