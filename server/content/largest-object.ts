import { type Ctx, DomainError } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { MAX_OBJECT_BYTES } from "./contract";

/** Bytes of the largest file that this installation takes. */
export async function largestObject(ctx: Ctx): Promise<number> {
  return Math.min(MAX_OBJECT_BYTES, (await readSettings(ctx.db)).maxUploadBytes);
}

/** Throws `too_large` for a file that this installation does not take. */
export async function refuseTooLarge(ctx: Ctx, size: number): Promise<void> {
  const most = await largestObject(ctx);
  if (size <= most) return;
  const message = `Files of more than ${most} bytes are refused here`;
  throw new DomainError("too_large", message, { reason: "wrong_size", details: { maxBytes: most } });
}
