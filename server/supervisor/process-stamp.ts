import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** When a process started, as the system tells it; null when it is gone. With the pid it names one process for ever. */
export function processStart(pid: number): string | null {
  try {
    if (process.platform !== "linux") {
      return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null); // a zombie holds nothing any more
  } catch {
    return null;
  }
}
