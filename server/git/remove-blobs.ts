import type { Ctx } from "@/server/kernel";
import { assertMayMove } from "./assert-may-move";
import type { Pusher } from "./check-push";
import { gitError } from "./git-error";
import { inTreeTurn } from "./in-turn";
import { readRefs } from "./list-refs";
import { moveRefs, type RefMove } from "./move-refs";
import { splitRecords } from "./records";
import { type ScratchIndex, withScratchIndex } from "./scratch-index";

/** Every commit that is written anew costs a few calls of git. */
const MAX_COMMITS = 5_000;

/**
 * Writes the history of every branch and tag anew without these blobs; who made a commit and when stays. Commits
 * before the first of them keep their names. Moves all refs together. Throws `too_large` for a long history, `stale`.
 */
export async function removeBlobs(
  ctx: Ctx<"repositories">,
  repoId: string,
  { blobs, pusher }: { readonly blobs: ReadonlySet<string>; readonly pusher: Pusher },
): Promise<void> {
  // Hidden ones too: a deleted branch that can be restored would bring the files back.
  const refs = await readRefs(ctx, repoId, ["refs"]);
  const commits = await commitsInOrder(ctx, repoId);
  const renamed = new Map<string, string>();
  await withScratchIndex(ctx, repoId, async (index) => {
    for (const { commit, parents } of commits) {
      const next = await inTreeTurn(ctx, () => rewritten(ctx, repoId, { commit, parents, blobs, renamed, index }));
      if (next !== commit) renamed.set(commit, next);
    }
  });
  const moves = await Promise.all([...refs].map(([ref, before]) => moveOf(ctx, repoId, { ref, before, renamed })));
  const needed = moves.flatMap((move) => move ?? []);
  // Tags have to follow: whoever may rewrite the branches takes them along.
  const branches = needed.filter(({ ref }) => ref.startsWith("refs/heads/"));
  await assertMayMove(ctx, repoId, { moves: branches, pusher, by: "push" });
  if (needed.length > 0) await moveRefs(ctx, repoId, needed);
}

interface Node {
  readonly commit: string;
  readonly parents: readonly string[];
}

/** Parents before their children. */
async function commitsInOrder(ctx: Ctx<"repositories">, repoId: string): Promise<readonly Node[]> {
  const args = ["rev-list", "--topo-order", "--reverse", "--parents", `--max-count=${MAX_COMMITS + 1}`, "--all"];
  const output = (await ctx.live.repositories.run(repoId, { args })).toString("latin1");
  const lines = output.split("\n").filter(Boolean);
  if (lines.length > MAX_COMMITS) {
    throw gitError("too_large", `The history has more than ${MAX_COMMITS} commits: rewrite it with git and push it`);
  }
  return lines.map((line) => {
    const [commit = "", ...parents] = line.split(" ");
    return { commit, parents };
  });
}

interface Rewrite extends Node {
  readonly blobs: ReadonlySet<string>;
  readonly renamed: ReadonlyMap<string, string>;
  readonly index: ScratchIndex;
}

async function rewritten(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, parents, blobs, renamed, index }: Rewrite,
): Promise<string> {
  const paths = await pathsOf(ctx, repoId, { commit, blobs });
  if (paths.length === 0 && !parents.some((parent) => renamed.has(parent))) return commit;
  await index.read(commit);
  if (paths.length > 0) await index.put(new Map(paths.map((path) => [path, null])));
  const tree = await index.write();
  const contents = await ctx.live.repositories.objects(repoId).contents(commit);
  if (!contents) throw new Error(`The commit ${commit} cannot be read`);
  const text = contents.bytes.toString("latin1");
  const end = text.indexOf("\n\n");
  const header = withoutSignature(text.slice(0, end))
    .replace(/^tree [0-9a-f]{40}/, `tree ${tree}`)
    .replace(/^parent ([0-9a-f]{40})$/gm, (_line, parent: string) => `parent ${renamed.get(parent) ?? parent}`);
  const input = Buffer.from(`${header}${text.slice(end)}`, "latin1");
  const call = { args: ["hash-object", "-t", "commit", "-w", "--stdin"], input };
  return (await ctx.live.repositories.run(repoId, call)).toString("latin1").trim();
}

/** A signature speaks for what was signed, which is no more. */
const withoutSignature = (header: string): string =>
  header.replace(/\n(?:gpgsig(?:-sha256)?|mergetag) [^\n]*(?:\n [^\n]*)*/g, "");

async function pathsOf(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, blobs }: Pick<Rewrite, "commit" | "blobs">,
): Promise<string[]> {
  const paths: string[] = [];
  const call = { args: ["ls-tree", "-r", "-z", commit] };
  for await (const record of splitRecords(ctx.live.repositories.stream(repoId, call))) {
    const tab = record.indexOf("\t");
    if (blobs.has(record.slice(tab - 40, tab))) paths.push(record.slice(tab + 1));
  }
  return paths;
}

/** An annotated tag is written anew too: it names its commit. */
async function moveOf(
  ctx: Ctx<"repositories">,
  repoId: string,
  { ref, before, renamed }: Pick<RefMove, "ref"> & { before: string; renamed: ReadonlyMap<string, string> },
): Promise<RefMove | null> {
  const direct = renamed.get(before);
  if (direct !== undefined) return { ref, before, after: direct };
  const contents = ref.startsWith("refs/tags/") ? await ctx.live.repositories.objects(repoId).contents(before) : null;
  const text = contents?.type === "tag" ? contents.bytes.toString("latin1") : "";
  const target = renamed.get(/^object ([0-9a-f]{40})$/m.exec(text)?.[1] ?? "");
  if (target === undefined) return null;
  const input = Buffer.from(text.replace(/^object [0-9a-f]{40}/, `object ${target}`), "latin1");
  const call = { args: ["hash-object", "-t", "tag", "-w", "--stdin"], input };
  const after = (await ctx.live.repositories.run(repoId, call)).toString("latin1").trim();
  return { ref, before, after };
}
