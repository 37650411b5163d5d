import { DomainError } from "@/server/kernel";

/** Deeper nesting overflows the stack of whatever walks through it. */
const MAX_DEPTH = 32;

/**
 * Throws `invalid` for what cannot be kept, wherever it stands in an input: NUL and half of a surrogate pair, which
 * PostgreSQL has no text for, and nesting without end.
 */
export function assertStorable(input: unknown): void {
  let level: unknown[] = [input];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw new DomainError("invalid", "The input is nested too deeply");
    if (!level.every(isStorable)) throw new DomainError("invalid", "The text holds a character that cannot be stored");
    level = level.filter(isCollection).flatMap((item) => Object.entries(item).flat());
  }
}

const isCollection = (value: unknown): value is object => typeof value === "object" && value !== null;
const isStorable = (value: unknown) => typeof value !== "string" || (value.isWellFormed() && !value.includes("\0"));
