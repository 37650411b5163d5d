import { type Ctx, DomainError, defineHandlers } from "@/server/kernel";
import type { InstallPhase } from "./contract";
import { installPackNow } from "./jobs";
import { recordInstall } from "./store";

/** Progress is written as it happens; a failure that a person can act on is kept for them, and retried by them. */
async function install(ctx: Ctx<"packs">, packId: string, signal: AbortSignal): Promise<void> {
  const { manifest } = await ctx.live.packs.get(packId);
  const record = (phase: InstallPhase, percent: number, message: string | null = null) =>
    recordInstall(ctx, { packId, version: manifest.version, phase, percent, message });
  try {
    await ctx.live.packs.install(packId, { onProgress: record, signal });
  } catch (error) {
    const message = error instanceof Error ? error.message.slice(0, 2_000) : "The installation failed";
    await record("failed", 0, message);
    if (!(error instanceof DomainError)) throw error;
    ctx.log.warn({ packId, err: error }, "A runtime pack could not be installed");
  }
}

export const computeHandlers = defineHandlers(
  { installPackNow },
  { installPackNow: (ctx, { packId }, signal) => install(ctx, packId, signal) },
);
