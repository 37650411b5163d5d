import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { LogLine, LogOptions, LogPosition } from "@/server/ports/compute-backend";

const POLL_MS = 250;

interface Attempt {
  readonly replica: number;
  readonly attempt: number;
  readonly folder: string;
}

/** What the keepers wrote, across segments, attempts and replicas. */
export async function* readLogs(folder: string, options: LogOptions): AsyncGenerator<LogLine> {
  const { after = [], tail, follow = false, signal } = options;
  const positions = new Map(after.map((position) => [position.replica, position]));
  if (tail !== undefined) yield* await newest(folder, { ...options, tail }, positions);
  else yield* since(folder, options, positions);
  while (follow && !signal.aborted) {
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) yield* since(folder, options, positions);
  }
}

type Positions = Map<number, LogPosition>;

/** Everything after the positions, in the order of time; moves the positions along. */
async function* since(folder: string, options: LogOptions, positions: Positions): AsyncGenerator<LogLine> {
  const attempts = await listAttempts(folder, options);
  const replicas = [...new Set(attempts.map(({ replica }) => replica))];
  const sources = replicas.map((replica) =>
    linesAfter(
      attempts.filter((attempt) => attempt.replica === replica),
      positions.get(replica),
    ),
  );
  for await (const line of inOrder(sources)) {
    if (options.signal.aborted) return;
    positions.set(line.replica, line);
    yield line;
  }
}

async function* linesAfter(attempts: readonly Attempt[], after: LogPosition | undefined): AsyncGenerator<LogLine> {
  for (const attempt of attempts) {
    if (after && attempt.attempt < after.attempt) continue;
    yield* readAttempt(attempt, attempt.attempt === after?.attempt ? after.offset : 0);
  }
}

/** The newest lines of all replicas together; every replica is then read on from its end. */
async function newest(folder: string, options: LogOptions & { readonly tail: number }, positions: Positions) {
  const attempts = (await listAttempts(folder, options)).toReversed();
  const found = new Map<number, readonly LogLine[]>();
  for (const attempt of attempts) {
    const newer = found.get(attempt.replica) ?? [];
    if (newer.length >= options.tail && positions.has(attempt.replica)) continue;
    const { lines, last } = await tailOf(attempt, Math.max(options.tail - newer.length, 1));
    if (!positions.has(attempt.replica) && last) positions.set(attempt.replica, last);
    found.set(attempt.replica, [...lines, ...newer].slice(-Math.max(options.tail, 1)));
  }
  const all = [...found.values()].flat().sort((a, b) => a.time.getTime() - b.time.getTime());
  return options.tail === 0 ? [] : all.slice(-options.tail);
}

async function tailOf(attempt: Attempt, count: number) {
  let lines: LogLine[] = [];
  for await (const line of readAttempt(attempt, 0)) {
    lines.push(line);
    if (lines.length > 2 * count) lines = lines.slice(-count);
  }
  return { lines: lines.slice(-count), last: lines.at(-1) };
}

async function listAttempts(folder: string, { replica, attempt }: LogOptions): Promise<readonly Attempt[]> {
  const replicas = numbered(await names(folder), /^replica-(\d+)$/).filter(
    ([number]) => (replica ?? number) === number,
  );
  const found = await Promise.all(
    replicas.map(async ([number, name]) =>
      numbered(await names(join(folder, name)), /^attempt-(\d+)$/)
        .filter(([count]) => (attempt ?? count) === count)
        .map(([count, own]) => ({ replica: number, attempt: count, folder: join(folder, name, own) })),
    ),
  );
  return found.flat();
}

const names = (folder: string) => readdir(folder).catch(() => []);

const numbered = (all: readonly string[], pattern: RegExp): (readonly [number, string])[] =>
  all
    .flatMap((name) => {
      const digits = pattern.exec(name)?.[1];
      return digits === undefined ? [] : [[Number(digits), name] as const];
    })
    .sort(([a], [b]) => a - b);

/** Lines from a byte on. A segment's name says which byte of the attempt it begins with. */
async function* readAttempt({ folder, replica, attempt }: Attempt, from: number): AsyncGenerator<LogLine> {
  const segments = numbered(await names(folder), /^log-(\d+)$/);
  for (const [index, [start, name]] of segments.entries()) {
    const next = segments[index + 1]?.[0];
    if (next !== undefined && next <= from) continue;
    for await (const { bytes, end } of readLines(join(folder, name), Math.max(0, from - start))) {
      const line = parseLine(bytes.toString("utf8"));
      if (line) yield { ...line, replica, attempt, offset: start + end };
    }
  }
}

const NEWLINE = 10;

/** Whole lines only: what the keeper is writing right now is read the next time. `end` is the byte after the line. */
async function* readLines(path: string, from: number) {
  let rest: Buffer = Buffer.alloc(0);
  let end = from;
  for await (const chunk of readStream(path, from)) {
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE)) {
      end += at + 1;
      yield { bytes: bytes.subarray(0, at), end };
      bytes = bytes.subarray(at + 1);
    }
    rest = bytes;
  }
}

/** A segment may be rotated away between its listing and its reading. */
async function* readStream(path: string, start: number): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { start });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

/** `<ISO time> <O or E> <text>`, as `keeper.mjs` writes it. */
function parseLine(text: string): Pick<LogLine, "time" | "stream" | "line"> | null {
  const time = new Date(text.slice(0, 24));
  if (Number.isNaN(time.getTime())) return null;
  return { time, stream: text[25] === "E" ? "stderr" : "stdout", line: text.slice(27) };
}

/** Merges lists that are ordered by time into one that is. */
async function* inOrder(sources: readonly AsyncGenerator<LogLine>[]): AsyncGenerator<LogLine> {
  const heads = await Promise.all(sources.map(async (source) => ({ source, head: await source.next() })));
  for (;;) {
    const open = heads.flatMap((entry) => (entry.head.done ? [] : [{ entry, line: entry.head.value }]));
    const first = open.sort((a, b) => a.line.time.getTime() - b.line.time.getTime())[0];
    if (!first) return;
    yield first.line;
    first.entry.head = await first.entry.source.next();
  }
}
