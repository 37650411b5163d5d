import { type Ctx, DomainError } from "@/server/kernel";
import type { Admission } from "../admit";
import { callOf } from "../settlement";

/**
 * Notes a call before it reaches its runtime: it is charged from here on, whatever happens to this process. What cannot
 * be noted holds nothing any more. Throws `unavailable` (`journal_full`, `journal_unwritable`).
 */
export function noteAdmission(ctx: Ctx<"traffic">, admission: Admission): Admission {
  try {
    ctx.live.traffic.journal.admit(callOf(admission));
    return admission;
  } catch (error) {
    admission.leave(0);
    admission.reserved.release({ charged: 0n });
    throw refusal(ctx, error);
  }
}

function refusal(ctx: Ctx, cause: unknown): DomainError {
  if (cause instanceof DomainError) return cause;
  ctx.log.error({ err: cause }, "A call was refused: it cannot be noted in the journal");
  return new DomainError("unavailable", "Calls cannot be noted at the moment; an administrator has to look", {
    reason: "journal_unwritable",
    cause,
  });
}
