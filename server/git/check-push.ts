import type { RefRule } from "./contract";
import { describeRef } from "./ref-name";

/** What the pusher may do in the repository as a whole, as the caller authorised it. */
export type PusherRole = "read" | "write" | "admin";

export interface Pusher {
  /** With `read` only what a rule opens to this person by name may be moved. */
  readonly role: PusherRole;
  /** `null` for the platform itself. */
  readonly userId: string | null;
}

/** The platform itself, which rules bind as they bind a writer. */
export const PLATFORM: Pusher = { role: "write", userId: null };

export interface RefUpdate {
  readonly ref: string;
  /** `null`: the ref is created. */
  readonly before: string | null;
  /** `null`: the ref is deleted. */
  readonly after: string | null;
  /** The old commit is not in the history of the new one. */
  readonly isForced: boolean;
}

/** How an update comes in: a merge made by the platform has its own level. */
export type RefMoveKind = "push" | "merge";

interface Rulebook extends Pusher {
  readonly rules: readonly RefRule[];
  /** Short name. */
  readonly defaultBranch: string;
  readonly by: RefMoveKind;
}

/** Why a ref may not move like this; `null` when it may. The same for a push, a commit by the API and a merge. */
export function checkPush(update: RefUpdate, book: Rulebook): string | null {
  const described = describeRef(update.ref);
  if (!described || described.kind === "convert") return `${update.ref} cannot be pushed to`;
  if (described.kind === "pull" && (update.before === null || update.after === null)) {
    return "Pull requests are opened and closed on the site, not by pushing";
  }
  if (update.after === null && update.ref === `refs/heads/${book.defaultBranch}`) {
    return "The default branch cannot be deleted";
  }
  const rules = book.rules.filter(({ pattern }) => matchesRef(pattern, update.ref));
  if (book.role === "read" && !rules.some((rule) => isNamed(rule, book))) {
    return `you cannot ${book.by} to ${described.name}`;
  }
  const problem = rules.map((rule) => ruleProblem(rule, update, book)).find((found) => found !== null);
  return problem ? `${described.name} is protected: ${problem}` : null;
}

const isNamed = ({ people }: RefRule, { userId }: Pusher) => userId !== null && people.includes(userId);

function ruleProblem(rule: RefRule, update: RefUpdate, book: Rulebook): string | null {
  const { by } = book;
  if (!isNamed(rule, book) && !reaches(book.role, rule[by])) return `you cannot ${by} to it`;
  const role = isNamed(rule, book) && book.role === "read" ? "write" : book.role;
  const isRewrite = update.after === null || update.isForced;
  return isRewrite && !reaches(role, rule.force) ? "its history cannot be changed" : null;
}

function reaches(role: PusherRole, level: RefRule["push"]): boolean {
  switch (level) {
    case "write":
      return role !== "read";
    case "admin":
      return role === "admin";
    case "nobody":
      return false;
  }
}

/** Whether a rule of this pattern holds for a full ref name; takes as long as the product of both lengths, whatever the pattern is. */
export function matchesRef(pattern: string, ref: string): boolean {
  if (!holdsPieces(pattern, ref)) return false;
  const letters = Uint16Array.from({ length: ref.length }, (_, at) => ref.charCodeAt(at));
  // 1 where a beginning of `ref` ends that the pattern so far stands for.
  const ends = new Uint8Array(ref.length + 1);
  ends[0] = 1;
  for (const token of pattern.match(/\*\*|./gs) ?? []) {
    if (token === "**") ends.fill(1, ends.indexOf(1));
    else if (token === "*") goOnInPart(ends, letters);
    else moveOver(ends, letters, token.charCodeAt(0));
    if (!ends.includes(1)) return false;
  }
  return ends[ref.length] === 1;
}

/** Quick, and true of all that fit: what is between the stars stands there one after the other, from end to end. */
function holdsPieces(pattern: string, ref: string): boolean {
  const pieces = pattern.split("*");
  if (pieces.length === 1) return pattern === ref;
  if (!ref.startsWith(pieces[0] ?? "") || !ref.endsWith(pieces.at(-1) ?? "")) return false;
  let at = 0;
  return pieces.every((piece) => {
    const found = ref.indexOf(piece, at);
    at = found + piece.length;
    return found >= 0;
  });
}

const SLASH = 47;

/** From each end on to the next slash. */
function goOnInPart(ends: Uint8Array, letters: Uint16Array): void {
  for (let at = ends.indexOf(1) + 1; at < ends.length; at += 1) {
    if (ends[at - 1] === 1 && letters[at - 1] !== SLASH) ends[at] = 1;
  }
}

function moveOver(ends: Uint8Array, letters: Uint16Array, letter: number): void {
  const first = ends.indexOf(1);
  for (let at = ends.length - 1; at > first; at -= 1) ends[at] = letters[at - 1] === letter ? (ends[at - 1] ?? 0) : 0;
  ends[first] = 0;
}
