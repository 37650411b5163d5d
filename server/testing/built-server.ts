import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where `scripts/test/servers.mjs` keeps a server that it built from its Go module. */
export const programOf = (name: string): string => join(".cache", "servers", name);

/** Why the program cannot be started here; `null` when it can. `module` pins it by its `go.sum`. */
export function missingServer(name: string, module: string = name): string | null {
  const sums = readFileSync(join("scripts", "test", "servers", module, "go.sum"));
  const mark = `${programOf(name)}.key`;
  const isBuilt = existsSync(programOf(name)) && existsSync(mark);
  if (isBuilt && readFileSync(mark, "utf8") === createHash("sha256").update(sums).digest("hex")) return null;
  return `${name} is not built: npm test builds versitygw and npm run test:nightly builds the others, where there is go`;
}
