import { costOfTokens } from "@/server/billing";
import type { Ctx } from "@/server/kernel";
import type { Admission } from "./admit";
import type { Fate } from "./batches";
import { callOf, type Ending, type Settlement, settlementOf } from "./settlement";

/** Without a journal as many charges may be on their way at once; who comes then waits for a first try. */
const MAX_UNWRITTEN = 500;

/**
 * Charges a call. Resolves when the charge cannot get lost any more: it lies in the journal on disk, or the database has
 * it (`YARD_GATEWAY_DURABILITY`). What it did not cost is free for others at once. It is written together with those of
 * other calls, again and again until the database takes it, and whoever asks this process for usage waits for it.
 */
export async function settle(ctx: Ctx<"traffic" | "dueCharges">, admission: Admission, ending: Ending): Promise<void> {
  const { tokens } = ending;
  const settlement = settlementOf(callOf(admission), ending);

  admission.leave(tokens ? tokens.inputTokens + tokens.outputTokens : 0);
  const { journal, settlements } = ctx.live.traffic;
  const logged = journal.durability === "wal" ? journal.settle(settlement) : null;
  const fate = settlements.add(ctx, settlement);
  const charged = tokens ? costOfTokens(tokens, admission.price) : 0n;
  admission.reserved.release({ charged, written: fate.written });
  ctx.live.dueCharges.track(settlement.request.ownerId, fate.attempted);
  ctx.live.traffic.ended({ endpoint: admission.endpoint, upstream: admission.target.kind, ending });
  await (logged ? inEitherOf(ctx, logged, { settlement, fate }) : inDatabase(ctx, fate));
}

interface Charged {
  readonly settlement: Settlement;
  readonly fate: Fate;
}

/** A journal that cannot be written makes the call wait for the commit. */
function inEitherOf(ctx: Ctx, logged: Promise<void>, { settlement, fate }: Charged): Promise<void> {
  const orWritten = logged.catch((err: unknown) => {
    ctx.log.error({ err, settlement }, "A charge does not lie in the journal: its call waits for the database");
    return fate.written;
  });
  return Promise.race([orWritten, fate.written]);
}

async function inDatabase(ctx: Ctx<"traffic">, { attempted, written }: Fate): Promise<void> {
  const { journal, settlements } = ctx.live.traffic;
  if (journal.durability === "db") await written;
  else if (settlements.unwritten() > MAX_UNWRITTEN) await attempted;
}
