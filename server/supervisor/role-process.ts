/** What a role offers to the frame around it. */
export interface RunningRole {
  /** Takes no new work, finishes what is open, and gives up on it when the signal fires. */
  close(signal: AbortSignal): Promise<void>;
}

export interface RoleMessage {
  readonly type: "ready";
}

export interface DrainRequest {
  readonly type: "drain";
  readonly patienceMs: number;
}

const PATIENCE_MS = 20_000;
/** Nobody restarts the database under an orphan: it goes quickly. */
const ORPHAN_PATIENCE_MS = 5_000;

/** Runs one role until it is told to end: by the supervisor, by a signal, or by the supervisor's death. */
export async function runRole(start: () => Promise<RunningRole>): Promise<void> {
  const ending = waitForEnd();
  const role = await start();
  process.send?.({ type: "ready" } satisfies RoleMessage);
  const patienceMs = await ending;
  setTimeout(() => process.exit(1), patienceMs + 500).unref();
  await role.close(AbortSignal.timeout(patienceMs));
  process.exit(0);
}

function waitForEnd(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  process.on("SIGTERM", () => resolve(PATIENCE_MS));
  process.on("SIGINT", () => resolve(PATIENCE_MS));
  process.on("disconnect", () => resolve(ORPHAN_PATIENCE_MS));
  process.on("message", (message: DrainRequest) => message.type === "drain" && resolve(message.patienceMs));
  return promise;
}
