import type { Ctx } from "@/server/kernel";

const MAX_CAUSES = 100;

/** Says each cause of something that fails once, and again after it worked in between. */
export function createComplaints(message: string) {
  const told = new Set<string>();
  return {
    failed({ log }: Ctx, err: unknown): void {
      const cause = causeOf(err);
      if (told.has(cause) || told.size >= MAX_CAUSES) return;
      told.add(cause);
      log.warn({ err }, message);
    },
    worked(): void {
      told.clear();
    },
  };
}

/** The code of PostgreSQL or of the network, which stays the same for all calls. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? error.message : causeOf(error.cause);
}
