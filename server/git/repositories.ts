import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createLatest, type Latest } from "@/server/kept/latest";
import { createTurnstile, type Turnstile } from "@/server/kernel";
import type { BlobFacts } from "./blob-facts";
import { gitError } from "./git-error";
import { type GitCall, type Place, runGit, startGit, stopGit, streamGit } from "./git-process";
import type { Reached } from "./is-reached";
import { EMPTY_TREE } from "./object-name";
import { createObjectReader, type ObjectReader, READER_ARGS } from "./object-reader";

/** Answers of each kind that are kept. */
const MOST_KEPT = 50_000;

interface Config {
  /** Folder of all repositories, such as `<data>/repos`. */
  readonly root: string;
  /** Where `git` is looked for. */
  readonly searchPath?: string;
  /** Largest pack a push may send, in bytes. */
  readonly maxPushBytes?: number;
  /** Clones and fetches served at the same time by this process. */
  readonly maxFetches?: number;
}

/** The bare repositories on this disk, and what is worth keeping between two questions to them. */
export interface Repositories {
  readonly root: string;
  /** Folder of the hook programs; nothing that is pushed can get there. */
  readonly hooks: string;
  readonly maxPushBytes: number;
  readonly fetches: Turnstile;
  readonly pushes: Turnstile;
  readonly walks: Turnstile;
  readonly copies: Turnstile;
  /** Of what holds a whole tree in memory. */
  readonly trees: Turnstile;
  /** Of looking whether refs lead to a commit. */
  readonly reaches: Turnstile;
  /** Of commits whose bytes arrive; each holds a process as long as they do. */
  readonly imports: Turnstile;
  /** Of looking at what `.gitattributes` says. */
  readonly attributes: Turnstile;
  /** Of patches that are read as they come. */
  readonly patches: Turnstile;
  /** Of files that go to a reader elsewhere. */
  readonly reads: Turnstile;
  /** Of lists of refs for clients of git; lanes are networks. */
  readonly advertisements: Turnstile;
  /** Names in trees that nothing is wrong with. */
  readonly goodNames: Latest<true>;
  /** By the name of the blob. */
  readonly blobs: Latest<BlobFacts>;
  /** Last commits by repository, revision and path. */
  readonly lastCommits: Latest<string>;
  /** How many files and folders commits and tags have at most whose trees are small enough, by repository and name. */
  readonly smallTrees: Latest<number>;
  /** Whether a ref leads to a commit, by repository and commit. */
  readonly reached: Latest<Reached>;
  /** Questions of that kind that are being answered. */
  readonly reaching: Map<string, Promise<boolean>>;
  placeOf(repoId: string): Place;
  /** Makes an empty bare repository in an existing folder. */
  init(folder: string, defaultBranch: string): Promise<void>;
  run(repoId: string, call: GitCall): Promise<Buffer>;
  stream(repoId: string, call: GitCall): AsyncGenerator<Buffer>;
  /** The same in a bare repository that lies elsewhere, such as a temporary one. */
  runIn(folder: string, call: GitCall): Promise<Buffer>;
  /** Reads objects. Which process answers is decided anew for every question, since idle ones end. */
  objects(repoId: string): Pick<ObjectReader, "info" | "contents">;
  /** A new name for a short-lived file. */
  temporary(): string;
  /** Ends the processes kept for this repository. */
  forget(repoId: string): void;
  close(): void;
}

declare module "@/server/kernel/live" {
  interface Live {
    readonly repositories: Repositories;
  }
}

const KEPT_READERS = 12;
const IDLE_MS = 15_000;
const REPO_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DEFAULT_SEARCH_PATH = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin";
const GIB = 1_024 ** 3;

const busy = () => gitError("unavailable", "Too many git requests at once, try again soon", { reason: "git_busy" });

/** Makes the folder if it is missing. Close it when the process ends. */
export function createRepositories({
  root,
  searchPath = DEFAULT_SEARCH_PATH,
  maxPushBytes = 10 * GIB,
  maxFetches = 12,
}: Config): Repositories {
  const temporaryFolder = join(root, ".tmp");
  mkdirSync(temporaryFolder, { recursive: true });
  const hooks = join(root, ".hooks");
  const env = environment({ searchPath, hooks, maxPushBytes });
  const placeOf = (repoId: string): Place => {
    if (!REPO_ID.test(repoId)) throw gitError("invalid", "Not the id of a repository");
    // The tail of a UUIDv7 is random, its head is the time.
    return { folder: join(root, repoId.slice(-2), `${repoId}.git`), env };
  };
  const inRepo = (repoId: string, call: GitCall): [Place, GitCall] => {
    const place = placeOf(repoId);
    return [place, { ...call, env: { GIT_DIR: place.folder, ...call.env } }];
  };
  const readers = keepReaders((repoId) => startGit(...inRepo(repoId, { args: READER_ARGS })));
  const half = { places: Math.max(1, Math.floor(maxFetches / 2)), longestLine: 64 };
  const commands = createTurnstile({ places: 32, longestLine: 2_000, refuse: busy });

  return {
    root,
    hooks,
    maxPushBytes,
    fetches: createTurnstile({ places: maxFetches, longestLine: 128, perLane: half, refuse: busy }),
    pushes: createTurnstile({ places: maxFetches, longestLine: 128, perLane: half, refuse: busy }),
    walks: createTurnstile({ places: 6, longestLine: 128, perLane: { places: 3, longestLine: 16 }, refuse: busy }),
    copies: createTurnstile({ places: 4, longestLine: 64, perLane: { places: 2, longestLine: 8 }, refuse: busy }),
    trees: createTurnstile({ places: 4, longestLine: 256, perLane: { places: 2, longestLine: 24 }, refuse: busy }),
    reaches: createTurnstile({ places: 8, longestLine: 512, perLane: { places: 3, longestLine: 64 }, refuse: busy }),
    imports: createTurnstile({ places: 32, longestLine: 128, perLane: { places: 4, longestLine: 24 }, refuse: busy }),
    attributes: createTurnstile({ places: 6, longestLine: 256, perLane: { places: 3, longestLine: 32 }, refuse: busy }),
    patches: createTurnstile({ places: 12, longestLine: 64, perLane: { places: 2, longestLine: 8 }, refuse: busy }),
    reads: createTurnstile({ places: 96, longestLine: 2_048, perLane: { places: 16, longestLine: 512 }, refuse: busy }),
    advertisements: createTurnstile({
      places: 256,
      longestLine: 1_024,
      perLane: { places: 16, longestLine: 256 },
      refuse: busy,
    }),
    goodNames: createLatest({ most: MOST_KEPT }),
    blobs: createLatest({ most: MOST_KEPT }),
    lastCommits: createLatest({ most: MOST_KEPT }),
    smallTrees: createLatest({ most: MOST_KEPT }),
    reached: createLatest({ most: MOST_KEPT }),
    reaching: new Map(),
    placeOf,
    async init(folder, defaultBranch) {
      const args = ["init", "--quiet", "--bare", "--template=", `--initial-branch=${defaultBranch}`, folder];
      await runGit({ folder, env }, { args });
    },
    run: (repoId, call) => commands.pass(() => runGit(...inRepo(repoId, call))),
    stream: (repoId, call) => streamGit(...inRepo(repoId, call)),
    runIn: (folder, call) => runGit({ folder, env }, { ...call, env: { GIT_DIR: folder, ...call.env } }),
    objects: (repoId) => ({
      info: (name) => readers.of(repoId).info(name),
      contents: (name) => readers.of(repoId).contents(name),
    }),
    temporary: () => join(temporaryFolder, randomUUID()),
    forget: readers.forget,
    close: readers.close,
  };
}

/** At most a dozen processes, each ended when nobody asked it anything for a while. */
function keepReaders(start: (repoId: string) => ReturnType<typeof startGit>) {
  interface Kept {
    readonly reader: ObjectReader;
    readonly child: ReturnType<typeof startGit>;
    readonly idle: NodeJS.Timeout;
  }
  const kept = new Map<string, Kept>();

  const forget = (repoId: string) => {
    const found = kept.get(repoId);
    if (!found) return;
    kept.delete(repoId);
    clearTimeout(found.idle);
    found.reader.close();
  };
  const open = (repoId: string): Kept => {
    const child = start(repoId);
    const reader = createObjectReader(child, () => {
      if (kept.get(repoId)?.reader === reader) forget(repoId);
    });
    const idle = setTimeout(() => (reader.waiting === 0 ? forget(repoId) : idle.refresh()), IDLE_MS);
    idle.unref();
    return { reader, child, idle };
  };
  const makeRoom = () => {
    for (const [repoId, { reader }] of kept) {
      if (kept.size < KEPT_READERS) return;
      if (reader.waiting === 0) forget(repoId);
    }
  };
  const of = (repoId: string): ObjectReader => {
    const found = kept.get(repoId);
    if (!found) makeRoom();
    const current = found ?? open(repoId);
    kept.delete(repoId);
    kept.set(repoId, current);
    current.idle.refresh();
    return current.reader;
  };
  const close = () => {
    for (const [repoId, { child }] of kept) {
      forget(repoId);
      stopGit(child);
    }
  };
  return { of, forget, close };
}

/** A clean environment: no configuration of the machine or of whoever started us reaches git. */
function environment(facts: { searchPath: string; hooks: string; maxPushBytes: number }): Record<string, string> {
  const settings = Object.entries({
    "core.hooksPath": facts.hooks,
    "core.packedRefsTimeout": "10000",
    "core.filesRefLockTimeout": "5000",
    "core.quotePath": "false",
    "core.protectNTFS": "true",
    "core.protectHFS": "true",
    // Larger blobs are streamed, never held in memory.
    "core.bigFileThreshold": "16m",
    // Later versions would read the attributes of HEAD for diffs and merges; which paths are LFS is asked of an index.
    "attr.tree": EMPTY_TREE,
    "safe.directory": "*",
    "protocol.allow": "never",
    "gc.auto": "0",
    "pack.threads": "1",
    "pack.writeReverseIndex": "true",
    "uploadpack.allowFilter": "true",
    // Others, and several together, make git walk the same folder again wherever it stands.
    "uploadpackfilter.allow": "false",
    "uploadpackfilter.blob:none.allow": "true",
    "uploadpackfilter.blob:limit.allow": "true",
    "uploadpackfilter.tree.allow": "true",
    "uploadpackfilter.object:type.allow": "true",
    "uploadpack.allowAnySHA1InWant": "true",
    "transfer.hideRefs": "refs/internal",
    "transfer.fsckObjects": "true",
    "receive.fsckObjects": "true",
    "receive.advertisePushOptions": "true",
    "receive.advertiseAtomic": "true",
    "receive.denyDeletes": "false",
    "receive.denyNonFastForwards": "false",
    "receive.denyDeleteCurrent": "refuse",
    "receive.maxInputSize": String(facts.maxPushBytes),
    "receive.unpackLimit": "100",
    "receive.autogc": "false",
  });
  return {
    PATH: facts.searchPath,
    HOME: "/nonexistent",
    LANG: "C",
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}
