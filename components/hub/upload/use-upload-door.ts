import { useTRPCClient } from "@/components/data/trpc";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import type { UploadDoor } from "./transfer-file";

type Door = UploadDoor & { readonly cancel: (uploadId: string) => Promise<unknown> };

interface Options {
  /** For a pull request of who may not write to the branch. */
  readonly isProposal?: boolean;
}

/** The operations of uploads to a repository. */
export function useUploadDoor(
  repo: Pick<Repo, "id" | "kind" | "namespace" | "name">,
  { isProposal = false }: Options = {},
): Door {
  const { hub, discussions } = useTRPCClient();
  const open = isProposal ? discussions.createProposalUpload : hub.createUpload;
  return {
    repoId: repo.id,
    create: (size) => open.mutate({ ...addressOf(repo), size }),
    get: (uploadId) => hub.getUpload.query({ uploadId }),
    complete: (uploadId) => hub.completeUpload.mutate({ uploadId }),
    cancel: (uploadId) => hub.cancelUpload.mutate({ uploadId }),
  };
}
