import type { Actor, ScopeLine, TokenScope } from "@/server/kernel";

/** The token that makes another one or a key, or adds one, which go when it goes; `null` for who is signed in. */
export const makerOf = (actor: Actor): string | null => (actor.kind === "token" ? actor.tokenId : null);

/** Whether a token with the first scope may hand out a token with the second: never one that can do more. */
export function coversScope(own: TokenScope, wanted: TokenScope): boolean {
  switch (own.role) {
    case "write":
      return true;
    case "read":
      return wanted.role === "read";
    case "fineGrained":
      return wanted.role === "fineGrained" && wanted.lines.every((line) => coversLine(own.lines, line));
  }
}

const coversLine = (own: readonly ScopeLine[], { target, permissions }: ScopeLine) =>
  permissions.every((permission) =>
    own.some((line) => line.permissions.includes(permission) && coversTarget(line.target, target)),
  );

function coversTarget(own: ScopeLine["target"], wanted: ScopeLine["target"]): boolean {
  if (own.kind === "everything") return true;
  return own.kind === wanted.kind && own.id === wanted.id;
}
