import { putXorb, registerShard } from "@/server/content";
import { DomainError } from "@/server/kernel";
import type { Exchange } from "../exchange";
import { respondJson } from "../respond";
import { explain } from "./answer";
import { bodyOf, type Call } from "./call";

const MAX_SHARD_BYTES = 64 * 1024 ** 2;
const HEARTBEAT_MS = 2_000;

/** `POST /v1/xorbs/{prefix}/{hash}`. Clients do nothing with the answer, and what others have is not told by it. */
export async function postXorb(call: Call): Promise<void> {
  const { ctx, hash, token } = call;
  await putXorb(ctx, { hash, repoId: token.repoId, ...bodyOf(call) });
  respondJson(call, { status: 200, body: { was_inserted: true } });
}

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

/** Few shards are held in memory at the same time, and not all of one account; who waits has not been read yet. */
function withShard<T>(call: Call, work: (bytes: Buffer) => Promise<T>): Promise<T> {
  return call.ctx.live.objects.shards.pass(async () => work(await readAll(call)), call.token.ownerId);
}

async function readAll(exchange: Exchange): Promise<Buffer> {
  const { size, body } = bodyOf(exchange);
  if (size > MAX_SHARD_BYTES) throw new DomainError("too_large", `A shard has at most ${MAX_SHARD_BYTES} bytes`);
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts);
}
