import { argv, env, exit } from "node:process";
import { readArguments } from "./arguments.mjs";
import { FatalError, fatalOf } from "./fatal.mjs";
import { logEvent, logFatal } from "./log.mjs";

const GRACE_MS = 3_500;
/** Native threads may hang while they are torn down; the platform was promised five seconds. */
const DISPOSE_MS = 1_000;

/** Serves one model until SIGTERM or SIGINT. See ../README.md for what the platform relies on. */
async function main() {
  const options = readArguments(argv.slice(2), env);
  const { startServer } = await import("./http.mjs");
  const server = await startServer(options);
  logEvent({ phase: "starting", port: server.port });
  const loading = new AbortController();
  /** @type {import("./engine.mjs").Engine | null} */
  let engine = null;
  const stop = async () => {
    if (loading.signal.aborted) return;
    loading.abort(new Error("stopped"));
    logEvent({ phase: "stopping" });
    if (!engine) exit(0);
    await server.stop(GRACE_MS);
    await Promise.race([engine.dispose(), new Promise((resolve) => setTimeout(resolve, DISPOSE_MS))]);
    exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => void stop());
  const { loadEngine } = await import("./engine.mjs");
  engine = await loadEngine(options, loading.signal);
  server.ready(engine);
  logEvent({ phase: "ready", model: engine.alias, contextSize: engine.contextSize, parallel: engine.parallel });
}

/** The last line says why; the exit code tells a wrong command line (78) from the rest (1). @param {unknown} error */
async function die(error) {
  const fatal = error instanceof FatalError ? error : fatalOf(error);
  await logFatal(fatal);
  exit(fatal.exitCode);
}

process.on("uncaughtException", (error) => void die(error));
await main().catch(die);
