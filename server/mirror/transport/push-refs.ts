import { pushRemote } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import { assertRefs } from "./assert-refs";
import { withRelay } from "./relay";
import type { Remote } from "./remote";

interface Push {
  readonly remote: Remote;
  readonly repoId: string;
  /** Full names of branches and tags that are here; each goes to the same name there. */
  readonly refs: readonly string[];
  /** Whether history there may be replaced. */
  readonly force: boolean;
  readonly signal: AbortSignal;
  /** Bytes of git that have passed so far; called for every piece. */
  readonly onProgress?: (progress: { readonly bytes: number }) => void;
}

/**
 * Sends branches and tags to a remote; each moves there or does not, and a refusal is told in the remote's words. Send
 * the large files first (`pushLargeFiles`). Throws the reasons of `TransportReason`.
 */
export async function pushRefs(ctx: Ctx<"repositories">, push: Push): ReturnType<typeof pushRemote> {
  const { remote, repoId, refs, force, signal, onProgress } = push;
  assertRefs(refs);
  if (refs.length === 0) return { moved: [], refused: [] };
  let bytes = 0;
  const onBytes = (more: number) => {
    bytes += more;
    onProgress?.({ bytes });
  };
  const maxBytes = ctx.live.repositories.maxPushBytes;
  return withRelay(ctx, { remote, service: "git-receive-pack", maxBytes, signal, onBytes }, async (relay) => {
    const pushed = await pushRemote(ctx, repoId, { url: relay.url, signal, refs, force });
    // To git a connection that broke looks like refs that were refused.
    const problem = relay.problem();
    if (problem) throw problem;
    return pushed;
  });
}
