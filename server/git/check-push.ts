import type { RefRule } from "./contract";
import { describeRef } from "./ref-name";

/** What the pusher may do in the repository as a whole, as the caller authorised it. */
export type PusherRole = "write" | "admin";

export interface RefUpdate {
  readonly ref: string;
  /** `null`: the ref is created. */
  readonly before: string | null;
  /** `null`: the ref is deleted. */
  readonly after: string | null;
  /** The old commit is not in the history of the new one. */
  readonly isForced: boolean;
}

interface Rulebook {
  readonly rules: readonly RefRule[];
  /** Short name. */
  readonly defaultBranch: string;
  readonly role: PusherRole;
  /** How the update comes in: a merge made by the platform has its own level. */
  readonly by: "push" | "merge";
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
  const problems = book.rules
    .filter(({ pattern }) => matches(pattern, update.ref))
    .map((rule) => ruleProblem(rule, update, book));
  const problem = problems.find((found) => found !== null);
  return problem ? `${described.name} is protected: ${problem}` : null;
}

function ruleProblem(rule: RefRule, update: RefUpdate, { role, by }: Rulebook): string | null {
  if (!reaches(role, rule[by])) return `you cannot ${by} to it`;
  const isRewrite = update.after === null || update.isForced;
  return isRewrite && !reaches(role, rule.force) ? "its history cannot be changed" : null;
}

function reaches(role: PusherRole, level: RefRule["push"]): boolean {
  switch (level) {
    case "write":
      return true;
    case "admin":
      return role === "admin";
    case "nobody":
      return false;
  }
}

function matches(pattern: string, ref: string): boolean {
  const expression = pattern.split(/(\*\*|\*)/).map((part) => {
    if (part === "**") return ".*";
    return part === "*" ? "[^/]*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${expression.join("")}$`).test(ref);
}
