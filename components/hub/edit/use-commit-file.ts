import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/data/trpc";
import type { FileChange } from "@/server/hub/contract/content";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "../href";
import { useSecretNotice } from "../secrets/use-secret-notice";

interface Target {
  readonly repo: Pick<Repo, "kind" | "namespace" | "name">;
  readonly branch: string;
  readonly onDone: () => void;
}

interface Message {
  readonly summary: string;
  readonly description: string;
}

/** What somebody else made of the file meanwhile. */
export interface Conflict {
  /** `null`: it was deleted, or is no text. */
  readonly theirs: string | null;
  readonly oid: string | null;
}

/** Commits changes of one file and shows the result. A push that has nothing to do with the file is no conflict. */
export function useCommitFile({ repo, branch, onDone }: Target) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { refusalOf, tell } = useSecretNotice();
  const commit = useMutation(
    trpc.hub.commitFiles.mutationOptions({
      retry: (count, error) => count < 3 && error.data?.domain?.code === "parent_moved",
      onSuccess: async ({ secrets }, { changes }) => {
        onDone();
        tell(secrets);
        const kept = changes.find(({ kind }) => kind === "put");
        await queryClient.invalidateQueries(trpc.hub.pathFilter());
        router.push(kept ? hrefOf(repo, "blob", branch, kept.path) : hrefOf(repo, "tree", branch));
        router.refresh();
      },
    }),
  );
  const domain = commit.error?.data?.domain ?? null;
  return {
    isPending: commit.isPending,
    isSuccess: commit.isSuccess,
    /** Why it was refused, except for a conflict, which is shown otherwise. */
    error: domain?.code === "edit_conflict" ? null : (refusalOf(commit.error) ?? commit.error?.message ?? null),
    problemLine: domain?.code === "bad_card" && typeof domain.details.line === "number" ? domain.details.line : null,
    conflict: domain?.code === "edit_conflict" ? conflictOf(domain.details) : null,
    reset: commit.reset,
    commit: (message: Message, changes: FileChange[]) =>
      commit.mutate({ ...addressOf(repo), branch, ...message, changes }),
  };
}

const textOr = (value: unknown): string | null => (typeof value === "string" ? value : null);

const conflictOf = ({ current, currentOid }: Readonly<Record<string, unknown>>): Conflict => ({
  theirs: textOr(current),
  oid: textOr(currentOid),
});
