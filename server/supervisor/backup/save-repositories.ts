import { existsSync } from "node:fs";
import type { Repositories } from "@/server/git/repositories";
import { saveFile } from "./files";
import type { SavedRepository } from "./manifest";
import type { Head, Snapshot } from "./save-tables";

const LONG_MS = 12 * 3_600_000;

type Refs = ReadonlyMap<string, string>;

/** Where the refs of every repository were a moment before the rows were read. */
export interface Refsbook {
  readonly readAt: Date;
  readonly refs: ReadonlyMap<string, Refs>;
}

export async function readAllRefs(repositories: Repositories, ids: readonly string[]): Promise<Refsbook> {
  const readAt = new Date();
  const refs = new Map<string, Refs>();
  for (const id of ids) refs.set(id, await readRefs(repositories, id));
  return { readAt, refs };
}

async function readRefs(repositories: Repositories, id: string): Promise<Refs> {
  const output = await ask(repositories, id, ["for-each-ref", "--format=%(objectname) %(refname)"]);
  return new Map(
    output
      .split("\n")
      .filter(Boolean)
      .map((line) => [line.slice(line.indexOf(" ") + 1), line.slice(0, line.indexOf(" "))]),
  );
}

/** Empty when the repository is gone. */
async function ask(repositories: Repositories, id: string, args: readonly string[]): Promise<string> {
  if (!existsSync(repositories.placeOf(id).folder)) return "";
  const output = await repositories.run(id, { args });
  return output.toString("utf8").trim();
}

/**
 * One bundle for each repository of the snapshot, with the refs that the rows know. What rows had not heard of yet is
 * kept as git had it before.
 */
export async function saveRepositories(
  repositories: Repositories,
  { folder, before, snapshot }: { readonly folder: string; readonly before: Refsbook; readonly snapshot: Snapshot },
): Promise<SavedRepository[]> {
  const saved: SavedRepository[] = [];
  for (const { id, defaultBranch, heads } of snapshot.repositories) {
    const current = await readRefs(repositories, id);
    const wanted = refsAt(heads, before.refs.get(id) ?? new Map(), before.readAt);
    const refs = await existing(repositories, id, { wanted, current });
    const bytes = bundleOf(repositories, id, { refs, head: `refs/heads/${defaultBranch}` });
    const bundle = refs.size === 0 ? null : await saveFile(folder, `repositories/${id}.bundle`, bytes);
    saved.push({ id, defaultBranch, bundle });
  }
  return saved;
}

/** A recorded head counts; one that git had moved away from before anybody could record it does not. */
export function refsAt(heads: readonly Head[], before: Refs, readAt: Date): Refs {
  const recorded = new Map(heads.map((head) => [head.ref, head]));
  const isNews = (head: Head | undefined) => head !== undefined && head.recordedAt >= readAt;
  const chosen = [...before].map(([ref, commit]): [string, string] => {
    const head = recorded.get(ref);
    return [ref, head && isNews(head) ? head.commit : commit];
  });
  const made = heads.filter((head) => !before.has(head.ref) && isNews(head));
  return new Map([...chosen, ...made.map(({ ref, commit }): [string, string] => [ref, commit])]);
}

/** What is there no more is taken as it is now, or left out when its ref was deleted. */
async function existing(
  repositories: Repositories,
  id: string,
  { wanted, current }: { readonly wanted: Refs; readonly current: Refs },
): Promise<Refs> {
  const refs = new Map<string, string>();
  for (const [ref, commit] of wanted) {
    const now = current.get(ref);
    if (now === commit || (await ask(repositories, id, ["cat-file", "-t", commit]).catch(() => "")) !== "") {
      refs.set(ref, commit);
    } else if (now !== undefined) refs.set(ref, now);
  }
  return refs;
}

/** A git bundle (version 2): names and commits in text, then a pack with everything that they reach. */
async function* bundleOf(
  repositories: Repositories,
  id: string,
  { refs, head }: { readonly refs: Refs; readonly head: string },
): AsyncGenerator<Buffer> {
  const first = refs.get(head);
  const lines = [...refs].map(([ref, commit]) => `${commit} ${ref}\n`);
  yield Buffer.from(`# v2 git bundle\n${lines.join("")}${first ? `${first} HEAD\n` : ""}\n`);
  yield* repositories.stream(id, {
    args: ["pack-objects", "--revs", "--stdout", "--delta-base-offset", "-q"],
    input: [...new Set(refs.values())].map((commit) => `${commit}\n`).join(""),
    timeoutMs: LONG_MS,
  });
}
