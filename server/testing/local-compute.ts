import { dirname, resolve } from "node:path";
import type { LocalComputeConfig } from "@/server/adapters/compute-local/config";

const ECHO = resolve("server/testing/echo.mjs");
const WORKER = Number(process.env.VITEST_POOL_ID ?? 0);

/** Of this worker of the test run alone, below those that the system gives away: files that run side by side never meet. */
export const PORTS = [20_000 + 1_000 * WORKER, 20_999 + 1_000 * WORKER] as const;

/** Local compute over a folder of a test: knows the program `echo`, is patient for seconds and not for minutes. */
export const localCompute = (root: string, changes: Partial<LocalComputeConfig> = {}): LocalComputeConfig => ({
  root,
  keeper: resolve("server/adapters/compute-local/keeper.mjs"),
  findProgram: async (image) => (image === "echo" ? { argv: [process.execPath, ECHO], folder: dirname(ECHO) } : null),
  ports: PORTS,
  path: "/usr/local/bin:/usr/bin:/bin",
  graceMs: 2_000,
  firstRetryMs: 200,
  startWithinMs: 60_000,
  ...changes,
});
