import { useState } from "react";
import type { NamedRepo } from "@/server/hub/contract/repo";
import type { CommitMessage } from "../commit-message";
import { hrefOf } from "../href";
import { type Changed, useCommit } from "../use-commit";

interface Target {
  readonly repo: NamedRepo;
  readonly branch: string;
  readonly onDone: () => void;
}

/** What somebody else made of the file meanwhile. */
export interface Conflict {
  /** `null`: it was deleted, or is no text. */
  readonly theirs: string | null;
  readonly oid: string | null;
}

/** Commits changes of one file and shows the result. A push that has nothing to do with the file is no conflict. */
export function useCommitFile({ repo, branch, onDone }: Target) {
  const hrefAfter = (changes: readonly Changed[]) => {
    const kept = changes.find(({ kind }) => kind === "put");
    return kept ? hrefOf(repo, "blob", branch, kept.path) : hrefOf(repo, "tree", branch);
  };
  const [last, setLast] = useState<CommitMessage | null>(null);
  const { domain, refusal, send, ...commit } = useCommit({ repo, branch, onDone, hrefAfter });
  return {
    ...commit,
    /** Why it was refused, except for a conflict, which is shown otherwise. */
    error: domain?.code === "edit_conflict" ? null : refusal,
    problemLine: domain?.code === "bad_card" && typeof domain.details.line === "number" ? domain.details.line : null,
    conflict: domain?.code === "edit_conflict" ? conflictOf(domain.details) : null,
    /** What was said of the change when it was last sent. */
    last,
    commit: (message: CommitMessage, changes: Changed[]) => {
      setLast(message);
      send(message, changes);
    },
  };
}

const textOr = (value: unknown): string | null => (typeof value === "string" ? value : null);

const conflictOf = ({ current, currentOid }: Readonly<Record<string, unknown>>): Conflict => ({
  theirs: textOr(current),
  oid: textOr(currentOid),
});
