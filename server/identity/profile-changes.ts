import type { Ctx } from "@/server/kernel";

interface Input {
  readonly displayName?: string | undefined;
  readonly bio?: string | undefined;
  readonly website?: string | null | undefined;
}

/** The columns that a profile form changes: what it does not name stays as it is. */
export function changesOf(ctx: Ctx, { displayName, bio, website }: Input) {
  return {
    updatedAt: ctx.now(),
    ...(displayName !== undefined && { displayName }),
    ...(bio !== undefined && { bio }),
    ...(website !== undefined && { website }),
  };
}
