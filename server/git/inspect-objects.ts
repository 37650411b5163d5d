import { isUtf8 } from "node:buffer";
import type { Ctx } from "@/server/kernel";
import { type BlobFacts, readBlobFacts, readWholeBlob } from "./blob-facts";
import { type LfsPointer, MAX_REGULAR_FILE_BYTES } from "./contract";
import { BUT_FOREIGN } from "./foreign-refs";
import { startGit, stopGit } from "./git-process";
import { createObjectReader, type ObjectInfo, type ObjectReader, READER_ARGS } from "./object-reader";
import { pathProblem } from "./path-name";
import type { Recent } from "./recent";
import type { SecretWatch } from "./secrets/secret-watch";

interface Quarantine {
  readonly heads: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly watch: SecretWatch;
}
interface Findings {
  readonly problems: string[];
  /** LFS objects that new blobs stand for, by sha-256. */
  readonly pointers: Map<string, LfsPointer & { readonly path: string }>;
}
interface NewObject {
  readonly info: ObjectInfo;
  /** One of the paths it has. */
  readonly path: string;
}

const MAX_OBJECTS = 5_000_000;
const MAX_COMMIT_BYTES = 256 * 1_024;
const MAX_TREE_ENTRIES = 10_000;
const MAX_TREE_BYTES = 4 * 1_024 * 1_024;
const MAX_PROBLEMS = 20;
const INSPECTION_MS = 30 * 60_000;

/** Looks at every object that a push brings: sizes, names, pointers. Stops after the first twenty problems. */
export async function inspectObjects(
  ctx: Ctx<"repositories">,
  repoId: string,
  quarantine: Quarantine,
): Promise<Findings> {
  const findings: Findings = { problems: [], pointers: new Map() };
  if (quarantine.heads.length === 0) return findings;
  const { blobs: kept, placeOf } = ctx.live.repositories;
  const place = placeOf(repoId);
  const env = { GIT_DIR: place.folder, ...quarantine.env };
  const child = startGit(place, { args: READER_ARGS, env });
  const reader = createObjectReader(child, () => undefined);
  const eyes: Eyes = { reader, kept, watch: quarantine.watch };
  let count = 0;
  let before: Promise<unknown> = Promise.resolve();
  try {
    for await (const batch of listNew(ctx, repoId, quarantine)) {
      count += batch.length;
      if (count > MAX_OBJECTS) findings.problems.push(`A push brings at most ${MAX_OBJECTS} objects`);
      const looking = Promise.all(batch.map((object) => inspect(eyes, object, findings)));
      // Git reads a batch while the one before is looked at; who waits for it hears of its failure.
      looking.catch(() => undefined);
      await before;
      before = looking;
      if (findings.problems.length >= MAX_PROBLEMS || count > MAX_OBJECTS) break;
    }
    await before;
    return findings;
  } finally {
    stopGit(child);
  }
}

const FACTS = ["cat-file", "--buffer", "--batch-check=%(objectname) %(objecttype) %(objectsize) %(rest)"];
const FACTS_OF_ONE = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+) (.*)$/s;

/** What the heads bring that no other ref has, as much at once as git tells. A commit has no path. */
async function* listNew(
  ctx: Ctx<"repositories">,
  repoId: string,
  { heads, env, signal }: Quarantine,
): AsyncGenerator<NewObject[]> {
  const { repositories } = ctx.live;
  const limits = { env, timeoutMs: INSPECTION_MS, signal };
  const args = ["rev-list", "--objects", "--stdin", "--not", ...BUT_FOREIGN, "--all"];
  const input = repositories.stream(repoId, { ...limits, args, input: `${heads.join("\n")}\n` });
  let rest = "";
  for await (const chunk of repositories.stream(repoId, { ...limits, args: FACTS, input })) {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    yield lines.map(objectOf);
  }
  if (rest !== "") throw new Error("Git did not tell all objects of a push");
}

function objectOf(line: string): NewObject {
  const [, oid, type, size, path = ""] = FACTS_OF_ONE.exec(line) ?? [];
  if (!oid) throw new Error(`The pushed object ${line.slice(0, 40)} cannot be read`);
  const info = { oid, type: type as ObjectInfo["type"], size: Number(size) };
  return { info, path: Buffer.from(path, "latin1").toString() };
}

interface Eyes {
  readonly reader: ObjectReader;
  /** Told of every blob, so that nobody reads it again to list the files of the push. */
  readonly kept: Recent<BlobFacts>;
  readonly watch: SecretWatch;
}

async function inspect(eyes: Eyes, { info, path }: NewObject, findings: Findings): Promise<void> {
  switch (info.type) {
    case "commit":
    case "tag":
      if (info.size > MAX_COMMIT_BYTES) findings.problems.push(`The message of ${info.oid} is too long`);
      return;
    case "tree":
      return inspectTree(eyes.reader, { info, path }, findings);
    case "blob":
      return inspectBlob(eyes, { info, path }, findings);
  }
}

async function inspectBlob(
  { reader, kept, watch }: Eyes,
  { info, path }: NewObject,
  { problems, pointers }: Findings,
): Promise<void> {
  if (info.size > MAX_REGULAR_FILE_BYTES) {
    const size = (info.size / 1_000_000).toFixed(1);
    problems.push(`${path} has ${size} MB: files over 10 MB are pushed with git-lfs (git lfs migrate import)`);
  }
  const isRead = watch.isOn && info.size <= MAX_REGULAR_FILE_BYTES;
  const { pointer, bytes } = isRead ? await readWholeBlob(reader, info) : await readBlobFacts(reader, info);
  if (bytes) await watch.look({ path, bytes });
  kept.set(info.oid, { size: info.size, pointer });
  if (pointer) pointers.set(pointer.oid, { ...pointer, path });
}

/** Git's own check (`transfer.fsckObjects`) refuses `.git`, `..` and their disguises; this adds what people trip over. */
async function inspectTree(reader: ObjectReader, { info, path }: NewObject, { problems }: Findings): Promise<void> {
  const where = path === "" ? "The root folder" : path;
  if (info.size > MAX_TREE_BYTES) {
    problems.push(`${where} has too many files`);
    return;
  }
  const contents = await reader.contents(info.oid);
  const names = contents ? [...namesIn(contents.bytes)] : [];
  if (names.length > MAX_TREE_ENTRIES) problems.push(`${where} has more than ${MAX_TREE_ENTRIES} entries`);
  for (const { name, isText } of names) {
    const problem = isText ? pathProblem(path === "" ? name : `${path}/${name}`) : "A path is UTF-8";
    if (problem) problems.push(`${JSON.stringify(name)} in ${where}: ${problem}`);
    if (problems.length >= MAX_PROBLEMS) return;
  }
}

/** Entries are `<mode> SP <name> NUL <20 bytes>`. */
function* namesIn(tree: Buffer): Generator<{ readonly name: string; readonly isText: boolean }> {
  let at = 0;
  while (at < tree.byteLength) {
    const space = tree.indexOf(32, at);
    const end = tree.indexOf(0, space);
    if (space < 0 || end < 0) return;
    const name = tree.subarray(space + 1, end);
    yield { name: name.toString("utf8"), isText: isUtf8(name) };
    at = end + 21;
  }
}
