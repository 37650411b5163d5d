import { PATIENCE, type Patience } from "@/server/api/rest/in-time";
import { putXorb, registerShard } from "@/server/content";
import { DomainError, type Turnstile } from "@/server/kernel";
import { respondJson } from "../respond";
import { explain } from "./answer";
import { bodyOf, type Call, laneOf } from "./call";

const MAX_SHARD_BYTES = 64 * 1024 ** 2;
const HEARTBEAT_MS = 2_000;

/** `POST /v1/xorbs/{prefix}/{hash}`. Clients do nothing with the answer, and what others have is not told by it. */
export async function postXorb(call: Call): Promise<void> {
  const { ctx, hash, token } = call;
  const body = bodyOf(call, patienceAt(ctx.live.objects.xorbs));
  await putXorb(ctx, { hash, repoId: token.repoId, lane: laneOf(call), ...body });
  respondJson(call, { status: 200, body: { was_inserted: true } });
}

const CROWDED_BYTES_PER_SECOND = 16 * 1024;

/** A slow line is patient enough, until all places are taken. */
export const patienceAt = (turns: Turnstile): Patience => ({
  ...PATIENCE,
  mostMs: PATIENCE.graceMs,
  get bytesPerSecond() {
    return turns.isFull() ? CROWDED_BYTES_PER_SECOND : PATIENCE.bytesPerSecond;
  },
});

/** `POST /v1/shards` */
export async function postShard(call: Call): Promise<void> {
  const { ctx, token } = call;
  const isNew = await withShard(call, (bytes) => registerShard(ctx, { ...token, bytes }));
  respondJson(call, { status: 200, body: { result: isNew ? 1 : 0 } });
}

/** `POST /v2/shards`: the same, telling how far it is, so that nobody takes a long wait for a dead connection. */
export async function postShardAloud(call: Call): Promise<void> {
  const { ctx, token, response, signal } = call;
  const say = (line: object) => response.write(`${JSON.stringify(line)}\n`);
  await withShard(call, async (bytes) => {
    const at = { verified: 0, total: 0 };
    response.writeHead(200, { "content-type": "application/x-ndjson", "cache-control": "no-store" });
    response.flushHeaders();
    const heartbeat = setInterval(() => say({ type: "validating", ...at }), HEARTBEAT_MS);
    try {
      const onProgress = (verified: number, total: number) => void Object.assign(at, { verified, total });
      const isNew = await registerShard(ctx, { ...token, bytes, onProgress });
      say({ type: "result", result: isNew ? 1 : 0 });
    } catch (error) {
      if (!(error instanceof DomainError) && !signal.aborted) ctx.report(error);
      const { message, retryable } = explain(error);
      say({ type: "error", message, retryable });
    } finally {
      clearInterval(heartbeat);
    }
    response.end();
  });
}

/** Few shards are held in memory at the same time, and not all of one person; who sends slowly holds none. */
async function withShard<T>(call: Call, work: (bytes: Buffer) => Promise<T>): Promise<T> {
  const { ctx } = call;
  const { size, body } = bodyOf(call);
  if (size > MAX_SHARD_BYTES) throw new DomainError("too_large", `A shard has at most ${MAX_SHARD_BYTES} bytes`);
  const arrival = { ctx, body, maxBytes: MAX_SHARD_BYTES, lane: laneOf(call), whole: ctx.live.objects.shards };
  return call.spool.hold(arrival, work);
}
