import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { type Ctx, defineStream, userIdOf } from "@/server/kernel";
import type { LogPosition } from "@/server/ports/compute-backend";
import { type DeploymentLogLine, LogCursor, StreamDeploymentLogsInput } from "./contract";
import { getPermitted } from "./get-deployment";
import { listLastNotes, listNotesAfter, type NoteRow } from "./store/traces";

const POLL_MS = 500;
/** How long it may take to see a line of a program that said nothing for a while. */
const LONGEST_POLL_MS = 2_000;
const HEARTBEAT_MS = 15_000;

export const streamDeploymentLogs = defineStream({
  name: "inference.streamDeploymentLogs",
  summary: "Read the log of a deployment, and follow it",
  http: { method: "GET", path: "/deployments/{id}/logs" },
  input: StreamDeploymentLogsInput,
  produces: "text/event-stream",
  async run(ctx: Ctx<"compute" | "logFollowers">, input, { signal, lastEventId }) {
    await getPermitted(ctx, input.id, "deployment.read");
    const cursor = lastEventId === null ? null : readCursor(lastEventId);
    if (input.follow) await holdPlace(ctx, signal);
    return { contentType: "text/event-stream", body: events(ctx, input, { signal, cursor }) };
  },
});

/** Until the client is gone, since only that ends following. */
async function holdPlace({ live, actor }: Ctx<"logFollowers">, signal: AbortSignal): Promise<void> {
  const leave = await live.logFollowers.enter(userIdOf(actor) ?? "");
  if (signal.aborted) leave();
  else signal.addEventListener("abort", leave, { once: true });
}

interface Reading {
  readonly signal: AbortSignal;
  /** Where an interrupted client stopped; a cursor that cannot be read begins anew. */
  readonly cursor: LogCursor | null;
}

type Input = z.infer<typeof StreamDeploymentLogsInput>;

async function* events(ctx: Ctx<"compute">, input: Input, { signal, cursor }: Reading): AsyncGenerator<string> {
  const reader = createReader(ctx, input, cursor);
  let lastSentAt = ctx.now().getTime();
  let pollMs = POLL_MS;
  for (let isFirst = true; !signal.aborted && (isFirst || input.follow); isFirst = false) {
    pollMs = Math.min(2 * pollMs, LONGEST_POLL_MS);
    for await (const event of await (isFirst && cursor === null ? reader.newest(signal) : reader.next(signal))) {
      lastSentAt = ctx.now().getTime();
      pollMs = POLL_MS;
      yield event;
    }
    if (!input.follow) return;
    if (ctx.now().getTime() - lastSentAt >= HEARTBEAT_MS) {
      lastSentAt = ctx.now().getTime();
      await getPermitted(ctx, input.id, "deployment.read");
      yield ": still here\n\n";
    }
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Lines of the programs and of the platform as one list; remembers how far each was read. */
function createReader(ctx: Ctx<"compute">, { id, tail, replica, attempt }: Input, cursor: LogCursor | null) {
  const positions = new Map<number, LogPosition>(cursor?.after.map((position) => [position.replica, position]));
  let note = cursor?.note ?? 0;
  const narrow = { ...(replica === undefined ? {} : { replica }), ...(attempt === undefined ? {} : { attempt }) };
  const withNotes = replica === undefined && attempt === undefined;

  const write = (line: DeploymentLogLine) => {
    const id = Buffer.from(JSON.stringify({ note, after: [...positions.values()] })).toString("base64url");
    return `id: ${id}\ndata: ${JSON.stringify(line)}\n\n`;
  };
  const notesOf = function* (rows: readonly NoteRow[], until: Date | null) {
    for (const { position, time, line } of rows) {
      if (position <= note || (until !== null && time > until)) continue;
      note = position;
      yield write({ time, replica: null, stream: "platform", line });
    }
  };
  const merged = async function* (rows: readonly NoteRow[], options: { signal: AbortSignal; tail?: number }) {
    const after = [...positions.values()];
    for await (const { time, stream, line, ...position } of ctx.ports.compute.logs(id, {
      ...narrow,
      ...options,
      after,
    })) {
      yield* notesOf(rows, time);
      positions.set(position.replica, position);
      yield write({ time, replica: position.replica, stream, line });
    }
    yield* notesOf(rows, null);
  };

  return {
    newest: async (signal: AbortSignal) =>
      merged(withNotes && tail > 0 ? await listLastNotes(ctx.db, id, Math.min(tail, 1_000)) : [], { signal, tail }),
    next: async (signal: AbortSignal) => merged(withNotes ? await listNotesAfter(ctx.db, id, note) : [], { signal }),
  };
}

function readCursor(id: string): LogCursor | null {
  try {
    const parsed = LogCursor.safeParse(JSON.parse(Buffer.from(id, "base64url").toString("utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // an id that is not ours begins anew, as a client without one does
  }
}
