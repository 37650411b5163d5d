import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { commitToRepo, type RepoFileOperation } from "@/server/hub";
import { ListTreeInput } from "@/server/hub/contract/content";
import { listTree } from "@/server/hub/files/list-tree";
import { getReadableRepoById } from "@/server/hub/repositories/get-readable-repo";
import { withDatabase } from "./parts/database";
import { openHub } from "./parts/hub";
import { printTable, quantile, verdict } from "./parts/table";

/**
 * How long a commit of many files takes, and a page of a folder that holds very many. `--files` is the size of the
 * commit, `--entries` of the folder, `--rounds` how often each is measured.
 */
const { values: flags } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: "string", default: "1000" },
    entries: { type: "string", default: "10000" },
    rounds: { type: "string", default: "20" },
  },
});
const FILES = Number(flags.files);
const ENTRIES = Number(flags.entries);
const ROUNDS = Number(flags.rounds);
const DATA = resolve(".cache/bench/hub-commit");
const MOST_COMMIT_S = 3;
const MOST_TREE_MS = 150;
const PAGE = 1_000;
const MOST_AT_ONCE = 5_000;

function* files(folder: string, count: number, first = 0): Generator<RepoFileOperation> {
  for (let index = first; index < first + count; index += 1) {
    const content = Buffer.from(`{"index": ${index}, "folder": "${folder}"}\n`.repeat(20));
    yield { kind: "put", path: `${folder}/f${String(index).padStart(6, "0")}.json`, content };
  }
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

async function measure(databaseUrl: string) {
  const { owner, repo: made, address, door } = await openHub({ databaseUrl, data: DATA, prefix: "/yard-objects/" });
  const repo = await getReadableRepoById(owner, made.id);
  const commit = (message: string, operations: Iterable<RepoFileOperation>) =>
    commitToRepo(owner, repo, { branch: "main", message, operations });
  const commits: number[] = [];
  for (let round = 0; round < Math.min(ROUNDS, 5); round += 1) {
    commits.push(await milliseconds(() => commit(`Round ${round}`, files(`round-${round}`, FILES))));
  }
  for (let first = 0; first < ENTRIES; first += MOST_AT_ONCE) {
    await commit("Many", files("many", Math.min(MOST_AT_ONCE, ENTRIES - first), first));
  }
  const pages: number[] = [];
  const input = ListTreeInput.parse({ ...address, path: "many", limit: PAGE });
  for (let round = 0; round < ROUNDS; round += 1) {
    let cursor: string | null | undefined;
    do {
      const asked = { ...input, ...(cursor && { cursor }) };
      pages.push(await milliseconds(async () => ({ nextCursor: cursor } = await listTree.run(owner, asked))));
    } while (cursor);
  }
  door.close();
  return { commits, pages };
}

await withDatabase(DATA, async (databaseUrl) => {
  const { commits, pages } = await measure(databaseUrl);
  const [commitS, treeMs] = [quantile(commits, 0.5) / 1_000, quantile(pages, 0.95)];
  printTable("Commits and folders", [
    ["", "found", "at most", ""],
    [
      `commit of ${FILES} files, p50`,
      `${commitS.toFixed(2)} s`,
      `${MOST_COMMIT_S} s`,
      verdict(commitS <= MOST_COMMIT_S),
    ],
    [
      `${PAGE} of ${ENTRIES} entries, p95`,
      `${Math.round(treeMs)} ms`,
      `${MOST_TREE_MS} ms`,
      verdict(treeMs <= MOST_TREE_MS),
    ],
  ]);
});
process.exit();
