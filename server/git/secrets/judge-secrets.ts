import type { Ctx } from "@/server/kernel";
import type { SecretPlace } from "../contract";
import { gitError } from "../git-error";
import { placeSecrets } from "./place-secrets";
import { recordFindings } from "./record-findings";
import type { FoundSecret, SecretWatch } from "./secret-watch";
import { refusalLines, warningLines } from "./secret-words";

export interface Verdict {
  /** What speaks against a push, in words for the person who pushes; empty when it may come in. */
  readonly problems: readonly string[];
  /** What that person should know of what may come in. */
  readonly warnings: readonly string[];
}

interface Inspected {
  readonly watch: SecretWatch;
  readonly heads: readonly string[];
  /** Makes git see the objects in quarantine. */
  readonly env: Readonly<Record<string, string>>;
}

/** What is said of the secrets of a push; they are kept before it is let in. */
export async function judgeSecrets(
  ctx: Ctx<"repositories">,
  repoId: string,
  { watch, heads, env }: Inspected,
): Promise<Verdict> {
  if (watch.found.length === 0) return { problems: [], warnings: [] };
  const found = await placeSecrets(ctx, repoId, { found: watch.found, heads, env });
  await recordFindings(ctx, repoId, { found, isRefused: watch.refuses });
  return watch.refuses
    ? { problems: refusalLines(found), warnings: [] }
    : { problems: [], warnings: warningLines(found) };
}

/** Before anything of a commit is written to a tree. Throws `invalid` (`secret_found`, with `secrets`) where secrets are refused. */
export async function refuseSecrets(ctx: Ctx, repoId: string, { refuses, found }: SecretWatch): Promise<void> {
  if (!refuses || found.length === 0) return;
  const placed = found.map((secret) => ({ ...secret, commit: null }));
  await recordFindings(ctx, repoId, { found: placed, isRefused: true });
  throw gitError("invalid", refusalLines(placed).join("\n"), {
    reason: "secret_found",
    details: { secrets: found.map(placeOf) },
  });
}

/** Keeps what was found in a commit that is about to come in, and says where it stands. */
export async function keepSecrets(
  ctx: Ctx,
  repoId: string,
  { found, commit }: Pick<SecretWatch, "found"> & { readonly commit: string },
): Promise<SecretPlace[]> {
  await recordFindings(ctx, repoId, { found: found.map((secret) => ({ ...secret, commit })), isRefused: false });
  return found.map(placeOf);
}

const placeOf = ({ path, line, kind, start }: FoundSecret): SecretPlace => ({ path, line, kind, start });
