import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { NODE_FLAGS } from "@/server/supervisor/node-flags";

/** A part of a benchmark in a process of its own, and the first thing that it told. */
export interface Part<Told> {
  readonly child: ChildProcess;
  readonly told: Told;
}

/** Starts the benchmark of that name anew with these arguments, and waits for its first word. */
export async function startPart<Told>(benchmark: string, ...args: readonly string[]): Promise<Part<Told>> {
  const child = fork(String(process.argv[1]), [benchmark, ...args], { stdio: "inherit", execArgv: [...NODE_FLAGS] });
  const [told] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`${args[0]} ended with ${code}`))),
  ]);
  return { child, told };
}

/** To the parent; a child whose parent is gone ends. */
export function tell(told: object): void {
  process.on("disconnect", () => process.exit(0));
  process.send?.(told);
}

export async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** The most memory that a process holds while the work goes on, beyond what it held before, in MB (Linux: VmRSS). */
export async function memoryDuring<T>({ pid }: ChildProcess, work: () => Promise<T>) {
  const held = () => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1_000;
  const before = held();
  let most = before;
  const over = new AbortController();
  const watching = (async () => {
    for (; !over.signal.aborted; await sleep(20)) most = Math.max(most, held());
  })();
  const result = await work().finally(() => over.abort());
  await watching;
  return { result, megabytes: most - before };
}
