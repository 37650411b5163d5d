import { type Ctx, DomainError } from "@/server/kernel";
import type { Caller } from "../caller";
import { listTurns } from "./store";

/** Of a conversation. */
const MAX_TURNS = 1_000;
const MAX_CONVERSATION_BYTES = 10_000_000;

type Json = Readonly<Record<string, unknown>>;

/**
 * Everything that was said and answered until a response, in its order. Throws `invalid` (`previous_response_not_found`)
 * where it, or one before it, is not there any more, and `too_large`.
 */
export async function listConversation(
  ctx: Ctx,
  { payerId: ownerId, userId }: Caller,
  id: string | null,
): Promise<readonly Json[]> {
  const most = { turns: MAX_TURNS, bytes: MAX_CONVERSATION_BYTES };
  const turns = id === null ? [] : await listTurns(ctx.db, { id, ownerId, userId, now: ctx.now(), most });
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
