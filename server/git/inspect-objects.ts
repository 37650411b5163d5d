import { isUtf8 } from "node:buffer";
import type { Latest } from "@/server/kept/latest";
import type { Ctx } from "@/server/kernel";
import { type LfsPointer, MAX_MESSAGE_BYTES, MAX_REGULAR_FILE_BYTES } from "./contract";
import { tooManyFiles } from "./count-files";
import { BUT_FOREIGN } from "./foreign-refs";
import { judgeNamesIn } from "./judge-names";
import { couldBePointer, parsePointer } from "./lfs-pointer";
import type { ObjectInfo } from "./object-reader";
import { BATCH_ARGS, type BatchAnswer, readBatch } from "./read-batch";
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
interface NewObject extends ObjectInfo {
  /** Bytes that it takes in the pack, where it may stand as a difference to another object. */
  readonly packed: number;
  /** One of the paths it has, byte by byte (latin1); a commit has none. */
  readonly rawPath: string;
}

const MAX_OBJECTS = 5_000_000;
/** A message, and room for names, parents and a signature. */
const MAX_COMMIT_BYTES = MAX_MESSAGE_BYTES + 16 * 1_024;
const MAX_TREE_ENTRIES = 10_000;
const MAX_TREE_BYTES = 4 * 1_024 * 1_024;
/**
 * A few bytes of a pack can stand for a large tree: so much of all trees of a push is read in any case, and more in
 * proportion to what was sent.
 */
const MAX_BYTES_OF_TREES = 1_024 ** 3;
const MAX_TREE_BYTES_BY_PACKED = 50;
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
  const { env, signal, watch } = quarantine;
  const input = questionsOf(ctx, repoId, { quarantine, problems: findings.problems });
  const call = { args: BATCH_ARGS, env, signal, timeoutMs: INSPECTION_MS, input };
  for await (const objects of readBatch(ctx.live.repositories.stream(repoId, call))) {
    for (const object of objects) {
      inspect(ctx, object, findings);
      if (object.type === "blob" && watch.holdsSecrets(object.bytes)) {
        await watch.look({ path: object.rest.toString(), bytes: object.bytes });
      }
      if (findings.problems.length >= MAX_PROBLEMS) return findings;
    }
  }
  if (findings.problems.length === 0) findings.problems.push(...(await problemsOfTrees(ctx, repoId, quarantine)));
  return findings;
}

async function problemsOfTrees(ctx: Ctx<"repositories">, repoId: string, { heads, env, signal }: Quarantine) {
  const problems: string[] = [];
  for (const commit of new Set(heads)) {
    const problem = await tooManyFiles(ctx, repoId, { commit, env, signal });
    if (problem !== null) problems.push(`${commit.slice(0, 10)}: ${problem}`);
    if (problems.length >= MAX_PROBLEMS) break;
  }
  return problems;
}

interface Asking {
  readonly quarantine: Quarantine;
  readonly problems: string[];
}

/**
 * Names to `git cat-file` what has to be read; of everything else the size says enough. What a blob is gets kept, so
 * that nobody reads it again to list the files of the push.
 */
async function* questionsOf(
  ctx: Ctx<"repositories">,
  repoId: string,
  { quarantine, problems }: Asking,
): AsyncGenerator<Buffer> {
  const excessOf = measureOfPush();
  for await (const objects of listNew(ctx, repoId, quarantine)) {
    const excess = excessOf(objects);
    problems.push(...(excess === null ? [] : [excess]), ...objects.flatMap((object) => sizeProblem(object) ?? []));
    if (excess !== null || problems.length >= MAX_PROBLEMS) return;
    const isRead = (object: NewObject) => holdsNames(object) || isLookedAt(object, quarantine.watch);
    const questions = objects.filter(isRead).map(({ oid, rawPath }) => `${oid} ${rawPath}\n`);
    for (const { oid, size } of objects.filter(isPlain)) ctx.live.repositories.blobs.set(oid, { size, pointer: null });
    if (questions.length > 0) yield Buffer.from(questions.join(""), "latin1");
  }
}

/** Told all objects of a push, some at a time: what there is too much of. */
function measureOfPush(): (objects: readonly NewObject[]) => string | null {
  let count = 0;
  let treeBytes = 0;
  let mostTreeBytes = MAX_BYTES_OF_TREES;
  return (objects) => {
    count += objects.length;
    for (const { type, size, packed } of objects) {
      if (type === "tree") treeBytes += size;
      mostTreeBytes += packed * MAX_TREE_BYTES_BY_PACKED;
    }
    if (count > MAX_OBJECTS) return `A push brings at most ${MAX_OBJECTS} objects`;
    if (treeBytes <= mostTreeBytes) return null;
    return "A push brings too many large folders: push an older commit of the branch first, then the rest";
  };
}

const holdsNames = ({ type, size }: NewObject) => type === "tree" && size <= MAX_TREE_BYTES;

const isLookedAt = ({ type, size }: NewObject, watch: SecretWatch) =>
  type === "blob" && size <= MAX_REGULAR_FILE_BYTES && (watch.isOn || couldBePointer(size));

/** What it is needs no look. */
const isPlain = ({ type, size }: NewObject) => type === "blob" && !couldBePointer(size);

function sizeProblem({ oid, type, size, rawPath }: NewObject): string | null {
  switch (type) {
    case "commit":
    case "tag":
      return size > MAX_COMMIT_BYTES ? `The message of ${oid} is too long: it has at most 64 kB` : null;
    case "tree":
      return size > MAX_TREE_BYTES ? `${folderName(pathOf(rawPath))} has too many files` : null;
    case "blob": {
      if (size <= MAX_REGULAR_FILE_BYTES) return null;
      const told = (size / 1_000_000).toFixed(1);
      return `${pathOf(rawPath)} has ${told} MB: files over 10 MB are pushed with git-lfs (git lfs migrate import)`;
    }
  }
}

const pathOf = (rawPath: string) => Buffer.from(rawPath, "latin1").toString();
const folderName = (path: string) => (path === "" ? "The root folder" : path);

const FACTS = [
  "cat-file",
  "--buffer",
  "--batch-check=%(objectname) %(objecttype) %(objectsize) %(objectsize:disk) %(rest)",
];
const FACTS_OF_ONE = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+) (\d+) (.*)$/s;

/** What the heads bring that no other ref has, as much at once as git tells. */
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
  const [, oid, type, size, packed, rawPath = ""] = FACTS_OF_ONE.exec(line) ?? [];
  if (!oid) throw new Error(`The pushed object ${line.slice(0, 40)} cannot be read`);
  return { oid, type: type as ObjectInfo["type"], size: Number(size), packed: Number(packed), rawPath };
}

function inspect(ctx: Ctx<"repositories">, object: BatchAnswer, { problems, pointers }: Findings): void {
  const { oid, type, size, bytes, rest } = object;
  if (type === "tree") {
    inspectTree(bytes, { path: rest.toString(), good: ctx.live.repositories.goodNames, problems });
    return;
  }
  const pointer = parsePointer(bytes);
  if (couldBePointer(size)) ctx.live.repositories.blobs.set(oid, { size, pointer });
  if (pointer) pointers.set(pointer.oid, { ...pointer, path: rest.toString() });
}

interface TreeToInspect {
  readonly path: string;
  readonly good: Latest<true>;
  readonly problems: string[];
}

/** Git's own check (`transfer.fsckObjects`) refuses `.git`, `..` and their disguises; this adds what people trip over. */
function inspectTree(tree: Buffer, { path, good, problems }: TreeToInspect): void {
  const where = folderName(path);
  const names = [...namesIn(tree)];
  const problemOf = judgeNamesIn(good, path);
  if (names.length > MAX_TREE_ENTRIES) problems.push(`${where} has more than ${MAX_TREE_ENTRIES} entries`);
  for (const { name, isText } of names) {
    const problem = isText ? problemOf(name) : "A path is UTF-8";
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
