import type { Ctx } from "@/server/kernel";
import { readSettings } from "@/server/settings";

const MIB = 1024 ** 2;
const USUAL_BYTES = 64 * MIB;
/** Every part has a link in one answer. */
const MAX_PARTS = 500;

/** For files of any size: whether they are large enough for parts here, and how many bytes a part then has. */
export async function partBytesFor(
  ctx: Ctx,
): Promise<(size: number) => { readonly isLarge: boolean; readonly partBytes: number }> {
  const { multipartBytes } = await readSettings(ctx.db);
  return (size) => ({
    isLarge: size > multipartBytes,
    partBytes: Math.max(Math.min(USUAL_BYTES, multipartBytes), Math.ceil(size / MAX_PARTS / MIB) * MIB),
  });
}
