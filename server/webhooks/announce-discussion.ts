import { findHappening } from "@/server/discussions";
import type { Ctx } from "@/server/kernel";
import { announce } from "./announce";
import { discussionMessage } from "./payload";

interface Happened {
  readonly eventId: string;
  /** What was said before reads otherwise now. */
  readonly isChange: boolean;
}

/** Tells of what happened in an issue or a pull request. */
export async function announceHappening(ctx: Ctx, { eventId, isChange }: Happened): Promise<void> {
  const happening = await findHappening(ctx, eventId);
  if (!happening) return;
  const message = discussionMessage(ctx.site, happening, isChange);
  await announce(ctx, happening.repo, { domain: "discussions", message });
}
