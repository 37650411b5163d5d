import { listTree, readBlob } from "@/server/git";
import { type Ctx, DomainError } from "@/server/kernel";
import { readYaml } from "../card/read-yaml";
import type { EvalResults } from "../contract/results";
import { isJson, jsonIn, type Reading, sourceOf, tell, textOf, writtenOf } from "./reading";

const FOLDER = ".eval_results";
const MAX_FILES = 50;
const MAX_BYTES = 100_000;
/** Of all files together, in the order of the folder. */
const MAX_ALL_BYTES = 200_000;
const MAX_ENTRIES = 200;

/** A file of results, as it was read. */
export interface EvalFile {
  readonly path: string;
  readonly entries: readonly unknown[];
  /** Why it cannot be read. */
  readonly problem: string | null;
}

/** Files of the folder `.eval_results` at a commit (Hugging Face, "Evaluation results"); none without the folder. */
export async function readEvalFiles(ctx: Ctx<"repositories">, repoId: string, commit: string): Promise<EvalFile[]> {
  const tree = await listTree(ctx, repoId, { commit, path: FOLDER, limit: MAX_FILES }).catch((error: unknown) => {
    if (error instanceof DomainError && error.reason === "entry_not_found") return { items: [] };
    throw error;
  });
  const files = tree.items.filter(({ kind, path, lfs }) => kind === "file" && !lfs && /\.ya?ml$/i.test(path));
  let left = MAX_ALL_BYTES;
  return Promise.all(
    files.map(async ({ path, oid, blobSize }) => {
      if (blobSize > Math.min(MAX_BYTES, left)) return { path, entries: [], problem: "is too large" };
      left -= blobSize;
      return parsed(path, (await readBlob(ctx, repoId, { oid, maxBytes: MAX_BYTES })).toString("utf8"));
    }),
  );
}

function parsed(path: string, text: string): EvalFile {
  const read = readYaml(text);
  if ("problem" in read) return { path, entries: [], problem: read.problem };
  if (!Array.isArray(read.value)) return { path, entries: [], problem: "must be a list" };
  return { path, entries: read.value.slice(0, MAX_ENTRIES), problem: null };
}

/** Results of a benchmark: a dataset, one of its tasks, and what came out. */
export function readEvalEntries(files: readonly EvalFile[]): Omit<EvalResults, "isCut"> {
  const reading: Reading = { items: [], problems: [] };
  for (const { path, entries, problem } of files) {
    if (problem !== null) tell(reading, path, problem);
    for (const [index, entry] of entries.entries()) readEntry(reading, entry, `${path}[${index}]`);
  }
  return reading;
}

function readEntry(reading: Reading, entry: unknown, path: string) {
  if (!isJson(entry)) return tell(reading, path, "must be a mapping");
  const dataset = jsonIn(entry.dataset);
  const [id, task, value] = [textOf(dataset.id), textOf(dataset.task_id), writtenOf(entry.value)];
  if (id === null || task === null) return tell(reading, `${path}.dataset`, "must have an id and a task_id");
  if (value === null) return tell(reading, `${path}.value`, "must be a number or a short text");
  reading.items.push({
    ...{ model: "", task, taskName: null, dataset: id, isHere: false, datasetName: null, config: null, split: null },
    ...{ revision: textOf(dataset.revision), metric: "score", metricName: textOf(entry.notes), value },
    isVerified: textOf(entry.verifyToken) !== null,
    source: sourceOf(jsonIn(entry.source)),
  });
}
