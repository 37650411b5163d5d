import {
  forgetProposed,
  letGoProposed,
  listPlacesOfProposed,
  listProposedObjects,
  type ProposedObject,
  takeBackProposed,
} from "@/server/content";
import { listPointersBehind, readRefs } from "@/server/git";
import { type Ctx, enqueue } from "@/server/kernel";
import { sweepProposal } from "../jobs";
import { attachedFiles } from "./attached-files";

const DAY_MS = 24 * 3_600_000;
/** As long a file may wait for its proposal. */
const WAIT_MS = 14 * DAY_MS;
/** A push that had seen a file before it was let go is over then. */
const SETTLED_MS = 3_600_000;
const BATCH = 100;
/** Of one repository in one run; the next one goes on. */
const MOST_FILES = 5_000;

const dueBefore = ({ now }: Ctx): Date => new Date(now().getTime() - WAIT_MS);

/** Looks at every repository that was sent files for proposals and has had the time to see them. */
export async function sweepProposals(ctx: Ctx, signal: AbortSignal): Promise<void> {
  for (let after: string | null = null; !signal.aborted; ) {
    const due = { before: dueBefore(ctx), after, limit: BATCH };
    const repoIds: readonly string[] = await listPlacesOfProposed(ctx, due);
    for (const repoId of repoIds) await enqueue(ctx, sweepProposal, { payload: { repoId }, key: repoId });
    after = repoIds.at(-1) ?? null;
    if (after === null) return;
  }
}

/**
 * Lets go files that came for a proposal long ago and that no ref, also none that is hidden, and no release names. A push
 * may have looked at one before it is let go, and name it afterwards: refs are looked at again, at once and by later
 * runs, before it is forgotten. Safe to run twice, at the same time, and to be killed anywhere.
 */
export async function sweepProposalsOf(ctx: Ctx<"repositories">, repoId: string, signal: AbortSignal): Promise<void> {
  const due = { repoId, before: dueBefore(ctx), limit: MOST_FILES };
  const files = await listProposedObjects(ctx, due);
  const isLinked = ({ unlinkedAt }: ProposedObject) => unlinkedAt === null;
  const linked = await sorted(ctx, { repoId, files: files.filter(isLinked), signal });
  await forgetProposed(ctx, linked.named);
  await letGoProposed(ctx, repoId, linked.unnamed);

  const gone = (await listProposedObjects(ctx, due)).filter((file) => !isLinked(file));
  const { named, unnamed } = await sorted(ctx, { repoId, files: gone, signal });
  await takeBackProposed(ctx, repoId, named);
  const settledBefore = new Date(ctx.now().getTime() - SETTLED_MS);
  await forgetProposed(
    ctx,
    unnamed.filter(({ unlinkedAt }) => unlinkedAt !== null && unlinkedAt < settledBefore),
  );
}

interface Looked {
  readonly repoId: string;
  readonly files: readonly ProposedObject[];
  readonly signal: AbortSignal;
}

/** Those that a ref or a release names, and the others. */
async function sorted(ctx: Ctx<"repositories">, { repoId, files, signal }: Looked) {
  const oids = new Set(files.flatMap(({ oid }) => oid ?? []));
  const named = new Set((await attachedFiles(ctx, { repoId, oids: [...oids] })).keys());
  if (named.size < oids.size) {
    const heads = [...new Set((await readRefs(ctx, repoId, ["refs"])).values())];
    for await (const { oid } of listPointersBehind(ctx, repoId, { heads, signal })) {
      if (oids.has(oid)) named.add(oid);
      if (named.size === oids.size) break;
    }
  }
  const isNamed = ({ oid }: ProposedObject) => oid !== null && named.has(oid);
  return { named: files.filter(isNamed), unnamed: files.filter((file) => !isNamed(file)) };
}
