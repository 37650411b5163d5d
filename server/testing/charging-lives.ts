import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import type { ChargingOrder, Told } from "./charging-process";

const PROGRAM = resolve(".cache/test/charging-process.mjs");

/** Once before the first `live`. */
export async function buildChargingProcess(): Promise<void> {
  await build({
    entryPoints: ["server/testing/charging-process.ts"],
    outfile: PROGRAM,
    alias: { "@": process.cwd() },
    ...{ bundle: true, packages: "external", platform: "node", format: "esm", logLevel: "warning" },
  });
}

/** Killed when it told so many lines of this kind, or after so long; `null` lets it end by itself. */
export type Death = { readonly kind: Told["kind"]; readonly count: number } | { readonly afterMs: number } | null;

/** Runs one process until it is killed; everything it told, also in its last moment. */
export async function live(order: ChargingOrder, death: Death) {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(order)], { stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => child.kill("SIGKILL");
  const timer = death && "afterMs" in death ? setTimeout(kill, death.afterMs) : undefined;
  const errors: string[] = [];
  child.stderr.on("data", (text) => errors.push(String(text)));
  const ended = new Promise<NodeJS.Signals | number | null>((done) => {
    child.once("close", (code, signal) => done(signal ?? code));
  });
  const told: Told[] = [];
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.endsWith("}")) continue; // the line in which it died
    const one: Told = JSON.parse(line);
    told.push(one);
    if (death && "kind" in death && one.kind === death.kind && ++count === death.count) kill();
  }
  clearTimeout(timer);
  return { told, end: { ended: await ended, errors: errors.join("") } };
}
