import { fetchRemote, PLATFORM, type Pusher } from "@/server/git";
import { recordPush } from "@/server/hub";
import type { Ctx } from "@/server/kernel";
import { assertRefs } from "./assert-refs";
import { withRelay } from "./relay";
import type { Remote } from "./remote";

type Moves = Awaited<ReturnType<typeof fetchRemote>>["moved"];

interface Fetch {
  readonly remote: Remote;
  readonly repoId: string;
  /** Full names of branches and tags; each goes to the same name here. */
  readonly refs: readonly string[];
  /** Whether a branch whose history changed and a tag that moved are taken. */
  readonly force: boolean;
  /** As whom protected refs see it; a writer without a name unless told. */
  readonly pusher?: Pusher;
  readonly signal: AbortSignal;
  /** Bytes of git that have passed so far; called for every piece. */
  readonly onProgress?: (progress: { readonly bytes: number }) => void;
  /**
   * Runs when the objects are here and judged, and before refs move: the moment to fetch large files, so that whatever
   * follows the move (card, scan, chunks) finds them. What it throws leaves the refs where they are.
   */
  readonly beforeMove?: (moves: Moves) => Promise<void>;
}

interface FetchedRefs {
  readonly moved: Moves;
  /** Those that stayed where they were, each with its `problem` in words. */
  readonly refused: Moves;
}

/**
 * Brings branches and tags of a remote through the door that a push comes through: judged by the same rules, all or
 * nothing, and followed by the same events. Throws `invalid` (`objects_refused`), `not_found` (`revision_not_found`) and
 * the reasons of `TransportReason`; nothing is left behind then, and the same call once more completes.
 */
export async function fetchRefs(ctx: Ctx<"repositories">, fetch: Fetch): Promise<FetchedRefs> {
  const { remote, repoId, refs, force, pusher = PLATFORM, signal, onProgress, beforeMove } = fetch;
  assertRefs(refs);
  if (refs.length === 0) return { moved: [], refused: [] };
  let bytes = 0;
  const onBytes = (more: number) => {
    bytes += more;
    onProgress?.({ bytes });
  };
  const maxBytes = ctx.live.repositories.maxPushBytes;
  const input = { remote, service: "git-upload-pack", maxBytes, signal, onBytes } as const;
  const fetched = await withRelay(ctx, input, ({ url }) =>
    fetchRemote(ctx, repoId, { url, signal, refs, force, pusher, ...(beforeMove && { beforeMove }) }),
  );
  if (fetched.moved.length > 0) await recordPush(ctx, repoId);
  return fetched;
}
