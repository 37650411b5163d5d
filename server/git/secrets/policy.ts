import type { Ctx } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { matchesRef } from "../check-push";
import type { SecretMode } from "../contract";
import { findPolicy, putPolicy } from "./store";

export interface OwnPolicy {
  readonly mode: SecretMode;
  /** `*` stands for anything but `/`, `**` for anything. */
  readonly allowedPaths: readonly string[];
}

type Strength = "off" | "warn" | "block";
const STRENGTHS: readonly Strength[] = ["off", "warn", "block"];

interface SecretPolicy {
  readonly mode: Strength;
  readonly isLookedAt: (path: string) => boolean;
}

/** The stronger of what the installation and the repository ask for; where the installation blocks, no path is left out. */
export function strongerPolicy(installation: Strength, own: OwnPolicy): SecretPolicy {
  const asked = own.mode === "inherit" ? installation : own.mode;
  const mode = STRENGTHS[Math.max(STRENGTHS.indexOf(installation), STRENGTHS.indexOf(asked))] ?? installation;
  const allowed = installation === "block" ? [] : own.allowedPaths;
  return { mode, isLookedAt: (path) => !allowed.some((pattern) => matchesRef(pattern, path)) };
}

/** What holds for everything that comes into this repository. */
export async function secretPolicyOf(ctx: Ctx, repoId: string): Promise<SecretPolicy> {
  const [{ pushedSecrets }, own] = await Promise.all([readSettings(ctx.db), ownSecretPolicy(ctx, repoId)]);
  return strongerPolicy(pushedSecrets, own);
}

/** What the repository itself asks for. */
export const ownSecretPolicy = async (ctx: Ctx, repoId: string): Promise<OwnPolicy> =>
  (await findPolicy(ctx.db, repoId)) ?? { mode: "inherit", allowedPaths: [] };

/** Joins the caller's transaction. */
export const putSecretPolicy = (ctx: Ctx, repoId: string, policy: OwnPolicy): Promise<void> =>
  putPolicy(ctx.db, repoId, policy);
