import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import type { FileChange } from "@/server/hub/contract/content";
import type { NamedRepo } from "@/server/hub/contract/repo";
import type { CommitMessage } from "./commit-message";
import { addressOf, hrefOf } from "./href";
import { useSecretNotice } from "./secrets/use-secret-notice";

/** A change as a form makes it: what has a default may be left out. */
export type Changed = z.input<typeof FileChange>;

interface Target {
  readonly repo: NamedRepo;
  readonly branch: string;
  readonly onDone: () => void;
  /** The page that shows what a commit to the branch changed. */
  readonly hrefAfter: (changes: readonly Changed[]) => string;
}

interface Failure {
  readonly data?: { readonly domain: { readonly code: string } | null } | null | undefined;
}

/** Somebody else's push in between is no conflict for files that it did not touch: the commit is tried again. */
const retry = (count: number, error: Failure) => count < 3 && error.data?.domain?.code === "parent_moved";

/** Commits changes to a branch and shows the result, or opens a pull request with them and goes there. */
export function useCommit({ repo, branch, onDone, hrefAfter }: Target) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { refusalOf, tell } = useSecretNotice();
  const finish = async (secrets: Parameters<typeof tell>[0], href: string) => {
    onDone();
    tell(secrets);
    await Promise.all([trpc.hub, trpc.discussions].map((some) => queryClient.invalidateQueries(some.pathFilter())));
    router.push(href);
    router.refresh();
  };
  const commit = useMutation(
    trpc.hub.commitFiles.mutationOptions({
      retry,
      onSuccess: ({ secrets }, { changes }) => finish(secrets, hrefAfter(changes)),
    }),
  );
  const propose = useMutation(
    trpc.discussions.proposeChanges.mutationOptions({
      retry,
      onSuccess: ({ secrets, number }) => finish(secrets, hrefOf(repo, "discussions", String(number))),
    }),
  );
  const error = commit.error ?? propose.error;
  return {
    isPending: commit.isPending || propose.isPending,
    isSuccess: commit.isSuccess || propose.isSuccess,
    domain: error?.data?.domain ?? null,
    refusal: refusalOf(error) ?? error?.message ?? null,
    reset: () => {
      commit.reset();
      propose.reset();
    },
    send: ({ summary, description, proposal }: CommitMessage, changes: Changed[]) => {
      const change = { ...addressOf(repo), description, changes };
      if (proposal === null) {
        propose.reset();
        return commit.mutate({ ...change, branch, summary });
      }
      commit.reset();
      return propose.mutate({ ...change, base: branch, title: summary, ...proposal });
    },
  };
}
