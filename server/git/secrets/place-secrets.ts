import type { Ctx } from "@/server/kernel";
import { BUT_FOREIGN } from "../foreign-refs";
import type { FoundSecret } from "./secret-watch";
import type { PlacedSecret } from "./secret-words";

interface Pushed {
  readonly found: readonly FoundSecret[];
  readonly heads: readonly string[];
  /** Makes git see the objects in quarantine. */
  readonly env: Readonly<Record<string, string>>;
}

/** Each asks git once; whatever follows is found by its path and line. */
const MAX_ASKED = 20;
const LOG_MS = 20_000;

/** The found secrets of a push with the first commit of it that has their file. */
export async function placeSecrets(
  ctx: Ctx<"repositories">,
  repoId: string,
  { found, heads, env }: Pushed,
): Promise<PlacedSecret[]> {
  const commits = new Map<string, string | null>();
  for (const blob of [...new Set(found.map((secret) => secret.blob))].slice(0, MAX_ASKED)) {
    const args = ["log", "--format=%H", `--find-object=${blob}`, "--stdin", "--not", ...BUT_FOREIGN, "--all"];
    const call = { args, env, input: `${heads.join("\n")}\n`, timeoutMs: LOG_MS };
    const output = await ctx.live.repositories.run(repoId, call);
    commits.set(blob, output.toString("latin1").trim().split("\n").at(-1) || null);
  }
  return found.map((secret) => ({ ...secret, commit: commits.get(secret.blob) ?? null }));
}
