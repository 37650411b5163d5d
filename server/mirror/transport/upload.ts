import { Readable } from "node:stream";
import { openObject } from "@/server/content";
import type { Ctx } from "@/server/kernel";
import type { LargeFile } from "./ask-batch";
import { followAction } from "./follow-action";
import type { Remote } from "./remote";
import { transportError } from "./transport-error";
import { type Action, type AnsweredObject, MEDIA_TYPE } from "./wire";

interface Upload {
  readonly remote: Remote;
  readonly repoId: string;
  readonly file: LargeFile;
  readonly object: AnsweredObject;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

const MAX_PARTS = 10_000;

/** Sends a large file as the remote wishes: whole, or in parts (`multipart`, as the Hugging Face clients know it). */
export async function upload(ctx: Ctx<"objects">, input: Upload): Promise<void> {
  const action = input.object.actions?.upload;
  if (action?.header?.chunk_size !== undefined) await sendParts(ctx, input, action);
  else if (action) await sendWhole(ctx, input, action);
  const verify = input.object.actions?.verify;
  if (verify) await tell(ctx, input, { action: verify, claim: { oid: input.file.oid, size: input.file.size } });
}

async function sendWhole(ctx: Ctx<"objects">, input: Upload, action: Action): Promise<void> {
  const answer = await put(ctx, input, { action, start: 0, end: input.file.size });
  await answer.body?.cancel();
}

/** Links for the parts are numbered headers; their `ETag`s are what puts them together. */
async function sendParts(ctx: Ctx<"objects">, input: Upload, action: Action): Promise<void> {
  const { size, oid } = input.file;
  const { chunk_size, ...named } = action.header ?? {};
  const step = Number(chunk_size);
  const links = Object.entries(named)
    .filter(([name]) => /^\d{1,5}$/.test(name))
    .sort(([one], [two]) => Number(one) - Number(two));
  if (!Number.isInteger(step) || step < 1 || links.length > MAX_PARTS || links.length !== Math.ceil(size / step)) {
    throw transportError("remote_failed", "The links for the parts of this file do not fit its size");
  }
  const parts: { partNumber: number; etag: string }[] = [];
  for (const [index, [name, href]] of links.entries()) {
    const start = index * step;
    const answer = await put(ctx, input, { action: { href }, start, end: Math.min(size, start + step) });
    await answer.body?.cancel();
    parts.push({ partNumber: Number(name), etag: answer.headers.get("etag") ?? "" });
  }
  await tell(ctx, input, { action: { href: action.href }, claim: { oid, parts } });
}

interface Piece {
  readonly action: Action;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

async function put(ctx: Ctx<"objects">, input: Upload, { action, start, end }: Piece): Promise<Response> {
  const { remote, object, repoId, file, signal } = input;
  const length = end - start;
  const isTyped = Object.keys(action.header ?? {}).some((name) => name.toLowerCase() === "content-type");
  const headers = {
    // Stores that sign uploads take no body of unknown length.
    "content-length": String(length),
    ...(isTyped ? {} : { "content-type": "application/octet-stream" }),
  };
  const step = { remote, object, action, method: "PUT", headers, bytes: length, signal } as const;
  if (length === 0) return followAction(ctx, { ...step, body: "" });
  const range = { start, end: end - 1 };
  const { body } = await openObject(ctx, { repoId, oid: file.oid, range });
  try {
    const counted = Readable.from(passing(body, input.onBytes), { objectMode: false });
    return await followAction(ctx, { ...step, body: Readable.toWeb(counted) as ReadableStream });
  } finally {
    body.destroy();
  }
}

async function* passing(pieces: AsyncIterable<Buffer>, onBytes: Upload["onBytes"]) {
  for await (const piece of pieces) {
    onBytes(piece.byteLength);
    yield piece;
  }
}

interface Message {
  readonly action: Action;
  readonly claim: object;
}

async function tell(ctx: Ctx, { remote, object, signal }: Upload, { action, claim }: Message): Promise<void> {
  const headers = { accept: MEDIA_TYPE, "content-type": MEDIA_TYPE };
  const body = JSON.stringify(claim);
  const answer = await followAction(ctx, { remote, object, action, method: "POST", headers, body, bytes: 0, signal });
  await answer.body?.cancel();
}
