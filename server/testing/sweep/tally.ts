import type { Answer } from "./call";

/** Counts what came out of many calls, and says it in one block at the end. */
export function createTally(title: string) {
  const calls = new Map<string, Map<number, number>>();
  return {
    add(what: string, { status }: Pick<Answer, "status">) {
      const row = calls.get(what) ?? new Map<number, number>();
      calls.set(what, row.set(status, (row.get(status) ?? 0) + 1));
    },
    print(...lines: readonly string[]) {
      const rows = [...calls].map(([what, row]) => {
        const statuses = [...row].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}×${count}`);
        const total = [...row.values()].reduce((sum, count) => sum + count, 0);
        return `  ${what.padEnd(34)} ${String(total).padStart(6)} calls   ${statuses.join("  ")}`;
      });
      process.stdout.write(`\n${[title, ...rows, ...lines.map((line) => `  ${line}`)].join("\n")}\n`);
    },
  };
}

/** A sweep takes seconds on a machine of its own, and long beside other work. */
export const SWEEP_MS = 300_000;

/** Works on many things, a few at a time. */
export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>, atOnce = 6): Promise<void> {
  const left = [...items];
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
