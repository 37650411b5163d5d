import { type Ctx, DomainError, notFound } from "@/server/kernel";
import type { Caller } from "../caller";
import { deleteResponseRow, findResponseBody, insertResponse, listTurns } from "./store";

const KEPT_MS = 30 * 24 * 3_600_000;
/** Of one response, with what was asked. */
const MAX_BYTES = 8 << 20;
/** Of everything that is kept for an owner. */
const MAX_OWNER_BYTES = 1 << 30;
/** Of a conversation. */
const MAX_TURNS = 1_000;
const MAX_CONVERSATION_BYTES = 10_000_000;

type Json = Readonly<Record<string, unknown>>;

interface Kept {
  /** Of the call that made it. */
  readonly id: string;
  readonly previousId: string | null;
  /** Items that were said and answered, in this order. */
  readonly items: readonly unknown[];
  readonly response: object;
}

/** Keeps a response for a month; `false`: it, or everything that its owner keeps, is too large. */
export async function keepResponse(ctx: Ctx, { payerId: ownerId }: Caller, kept: Kept): Promise<boolean> {
  const { id, previousId } = kept;
  const [turn, body] = [JSON.stringify(kept.items), JSON.stringify(kept.response)];
  const bytes = Buffer.byteLength(turn) + Buffer.byteLength(body);
  if (bytes > MAX_BYTES) return false;
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + KEPT_MS);
  return insertResponse(ctx.db, { id, ownerId, previousId, turn, body, bytes, createdAt, expiresAt }, MAX_OWNER_BYTES);
}

/** A kept response, as it was told. Throws `not_found`, also for one of somebody else. */
export async function getResponse(ctx: Ctx, { payerId: ownerId }: Caller, id: string | null): Promise<object> {
  const body = id === null ? null : await findResponseBody(ctx.db, { id, ownerId, now: ctx.now() });
  if (body === null) throw notFound("Response", id ?? "");
  return Object(JSON.parse(body));
}

/** Throws `not_found`, also for one of somebody else. */
export async function deleteResponse(ctx: Ctx, { payerId: ownerId }: Caller, id: string | null): Promise<void> {
  const isDeleted = id !== null && (await deleteResponseRow(ctx.db, { id, ownerId, now: ctx.now() }));
  if (!isDeleted) throw notFound("Response", id ?? "");
}

/**
 * Everything that was said and answered until a response, in its order. Throws `invalid` (`previous_response_not_found`)
 * where it, or one before it, is not there any more, and `too_large`.
 */
export async function listConversation(
  ctx: Ctx,
  { payerId: ownerId }: Caller,
  id: string | null,
): Promise<readonly Json[]> {
  const most = { turns: MAX_TURNS, bytes: MAX_CONVERSATION_BYTES };
  const turns = id === null ? [] : await listTurns(ctx.db, { id, ownerId, now: ctx.now(), most });
  const items: readonly Json[] = turns.toReversed().flatMap(({ turn }) => JSON.parse(turn));
  const isTooLarge = turns.reduce((bytes, { turn }) => bytes + Buffer.byteLength(turn), 0) > most.bytes;
  if (isTooLarge || turns.length === most.turns) throw tooLong();
  if (turns.at(-1)?.isFirst !== true) throw notThere();
  return items;
}

const param = "previous_response_id";

const tooLong = () =>
  new DomainError("too_large", "The conversation has become too long: begin a new one, with what matters of this one", {
    details: { param },
  });

const notThere = () =>
  new DomainError("invalid", "The previous response, or one before it, is not kept (any more), or is somebody else's", {
    reason: "previous_response_not_found",
    details: { param },
  });
