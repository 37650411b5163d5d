import { dirname, resolve } from "node:path";
import type { LocalComputeConfig } from "@/server/adapters/compute-local/config";

const ECHO = resolve("server/testing/echo.mjs");

/** Local compute over a folder of a test: knows the program `echo`, is patient for seconds and not for minutes. */
export const localCompute = (root: string, changes: Partial<LocalComputeConfig> = {}): LocalComputeConfig => ({
  root,
  keeper: resolve("server/adapters/compute-local/keeper.mjs"),
  findProgram: async (image) => (image === "echo" ? { argv: [process.execPath, ECHO], folder: dirname(ECHO) } : null),
  ports: [20_000, 20_999],
  path: "/usr/local/bin:/usr/bin:/bin",
  graceMs: 2_000,
  firstRetryMs: 200,
  startWithinMs: 60_000,
  ...changes,
});
