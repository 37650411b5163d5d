import { listRemoteRefs as listRefs } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import { withRelay } from "./relay";
import type { Remote } from "./remote";

interface ListedRefs {
  /** Full name of the branch that a clone would start with; `null` for an empty repository. */
  readonly head: string | null;
  /** Branches and tags by full name. `commit` is not peeled: an annotated tag has an object of its own. */
  readonly refs: readonly { readonly name: string; readonly commit: string }[];
}

const MAX_BYTES = 64 * 1_024 * 1_024;

/** What a remote has. Throws `too_large` (`too_many_refs`) above ten thousand, and the reasons of `TransportReason`. */
export async function listRemoteRefs(
  ctx: Ctx<"repositories">,
  remote: Remote,
  signal: AbortSignal,
): Promise<ListedRefs> {
  const input = { remote, service: "git-upload-pack", maxBytes: MAX_BYTES, signal } as const;
  const { head, refs } = await withRelay(ctx, input, (relay) => listRefs(ctx, relay));
  return { head, refs: [...refs].map(([name, commit]) => ({ name, commit })) };
}
