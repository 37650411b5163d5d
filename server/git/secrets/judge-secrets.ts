import type { Ctx } from "@/server/kernel";
import type { SecretPlace } from "../contract";
import { gitError } from "../git-error";
import { recordFindings } from "./record-findings";
import type { FoundSecret, SecretWatch } from "./secret-watch";
import { refusalLines } from "./secret-words";

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
