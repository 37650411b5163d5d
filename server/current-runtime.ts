import type { Runtime } from "./runtime";

declare global {
  // Next loads the pages' bundle apart from the process that started it; the runtime is the one thing they share.
  var yardRuntime: Runtime | undefined;
}

export function holdRuntime(runtime: Runtime): Runtime {
  globalThis.yardRuntime = runtime;
  return runtime;
}

/** The runtime of this process. Knows none of its adapters, so that the pages' bundle holds none of them. */
export function getRuntime(): Runtime {
  if (!globalThis.yardRuntime) throw new Error("The runtime is opened by server/main.ts");
  return globalThis.yardRuntime;
}
