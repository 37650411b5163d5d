import { createHash } from "node:crypto";
import { type Ctx, DomainError, userIdOf } from "@/server/kernel";
import { type Hit, WordScan } from "./automaton/word-scan";
import type { Finding, Policy, Surface } from "./contract";
import type { Rules } from "./moderation";
import { insertFindings } from "./store/findings";

/** A text, and where it comes from. */
export interface Written {
  readonly surface: Surface;
  readonly text: string;
}

type Found = Pick<Finding, "surface" | "category" | "action" | "fingerprint" | "start" | "end">;

/** Findings of one text that are told to people or kept. */
const MAX_FOUND = 20;

export function findHits(rules: Rules, text: string): Hit[] {
  if (rules.automaton === null) return [];
  const scan = new WordScan(rules.automaton);
  scan.push(text);
  scan.end();
  return scan.take();
}

/** What happens to a hit; `undefined`: nothing. */
export const policyFor = (rules: Rules, surface: Surface, hit: Pick<Hit, "category">): Policy | undefined =>
  rules.policies.find((policy) => policy.surface === surface && policy.category === hit.category);

/**
 * Looks for listed words. Throws `invalid` (`content_policy`) where a policy blocks one, and `unavailable`
 * (`moderation_unavailable`) where words cannot be looked for and a policy is closed then. What it returns is kept by
 * `recordFindings`, in the transaction that writes the texts.
 */
export async function judgeTexts(ctx: Ctx<"moderation">, written: readonly Written[]): Promise<readonly Found[]> {
  const rules = await ctx.live.moderation.rules(ctx);
  return written.flatMap(({ surface, text }) => {
    const own = rules.policies.filter((policy) => policy.surface === surface);
    if (own.length === 0) return [];
    if (rules.automaton === null && own.some(({ failMode }) => failMode === "closed")) {
      throw new DomainError("unavailable", "Texts cannot be checked at the moment: try again later", {
        reason: "moderation_unavailable",
      });
    }
    return foundIn(rules, { surface, text });
  });
}

function foundIn(rules: Rules, { surface, text }: Written): Found[] {
  const fingerprint = createHash("sha256").update(text).digest("hex");
  const found = findHits(rules, text).flatMap((hit): Found[] => {
    const policy = policyFor(rules, surface, hit);
    if (!policy) return [];
    const { action, category } = policy;
    return [{ surface, category, action, fingerprint, start: hit.start, end: hit.end }];
  });
  if (found.some(({ action }) => action === "block")) {
    throw new DomainError("invalid", "This contains words that are not allowed on this installation", {
      reason: "content_policy",
      details: { surface },
    });
  }
  return found.slice(0, MAX_FOUND);
}

/** `place`: address of what was written, from the root of the site. */
export function recordFindings(ctx: Ctx, found: readonly Found[], place: string): Promise<void> {
  const at = ctx.now();
  const authorId = userIdOf(ctx.actor);
  const rows = found.map((one) => ({ ...one, id: ctx.id(), place, authorId, createdAt: at, updatedAt: at }));
  return insertFindings(ctx.db, rows);
}
