import { readSync, writeSync } from "node:fs";
import { createBudget, LIMITS, limitsFor } from "./budget";
import { scanSource } from "./scan-source";
import { blockSource } from "./source";

/*
 * The program that looks into model files. It has no rights: it asks for bytes on its output (`{"read":[start,length]}`),
 * gets them on its input, and says in the end what it found (`{"report":…}`).
 */
const [, , size, path = ""] = process.argv;
const budget = createBudget(limitsFor(Number(size)));

function fetch(start: number, length: number): Buffer {
  budget.spend("bytesRead", length);
  tell({ read: [start, length] });
  const bytes = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length; ) {
    const count = readSync(0, bytes, filled, length - filled, null);
    if (count === 0) process.exit(1);
    filled += count;
  }
  return bytes;
}

function tell(message: unknown): void {
  writeSync(1, `${JSON.stringify(message)}\n`);
}

const source = blockSource(Number(size), fetch);
tell({ report: scanSource(source, { path, budget, maxFindings: LIMITS.findings }) });
