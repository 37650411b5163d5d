import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/** A random secret that is made once, kept with mode 0600, and never half written. */
export function readOrCreateSecret(path: string, bytes = 32): string {
  const mine = `${path}.${process.pid}`;
  try {
    writeFileSync(mine, randomBytes(bytes).toString("base64url"), { mode: 0o600 });
    linkSync(mine, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(mine, { force: true });
  }
  return readFileSync(path, "utf8").trim();
}
