import type { Ctx } from "@/server/kernel";
import { gitError } from "./git-error";
import { describeRef } from "./ref-name";
import { type RelayedRemote, relayedCall } from "./relayed-call";
import { withTemporaryRepository } from "./temporary-repository";

export interface RemoteRefs {
  /** Full name of the branch that a clone would start with; `null` when there is none. */
  readonly head: string | null;
  /** Branches and tags by full name, not peeled, as `readRefs` tells them. */
  readonly refs: ReadonlyMap<string, string>;
}

const MAX_REFS = 10_000;
const MAX_BYTES = 16 * 1_024 * 1_024;
const LIST_MS = 5 * 60_000;

/** Branches and tags of a remote, without those whose names are not taken here. Throws `too_large` (`too_many_refs`) above ten thousand, `GitFailure` for what git says. */
export async function listRemoteRefs(ctx: Ctx<"repositories">, remote: RelayedRemote): Promise<RemoteRefs> {
  const rest = ["HEAD", "refs/heads/*", "refs/tags/*"];
  const call = relayedCall(remote, { command: "ls-remote", options: ["--quiet", "--symref"], rest });
  const output = await withTemporaryRepository(ctx, (folder) =>
    ctx.live.repositories.runIn(folder, { ...call, timeoutMs: LIST_MS, maxBytes: MAX_BYTES }),
  );
  const lines = output.toString("utf8").split("\n");
  const refs = new Map(lines.flatMap((line) => refOf(line) ?? []));
  if (refs.size > MAX_REFS) {
    throw gitError("too_large", `There are more than ${MAX_REFS} branches and tags`, { reason: "too_many_refs" });
  }
  const head = lines.map((line) => /^ref: (refs\/heads\/.+)\tHEAD$/.exec(line)?.[1]).find((name) => name !== undefined);
  return { head: head ?? null, refs };
}

/** `<oid> TAB <name>`; what a tag object points at comes as a second line, with `^{}`. */
function refOf(line: string): [[string, string]] | null {
  const [, oid, name] = /^([0-9a-f]{40})\t(refs\/(?:heads|tags)\/.+)$/.exec(line) ?? [];
  return oid === undefined || name === undefined || !isTaken(name) ? null : [[name, oid]];
}

const isTaken = (name: string): boolean => !name.endsWith("^{}") && describeRef(name) !== null;
