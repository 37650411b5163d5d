import { DomainError } from "@/server/kernel";
import type { MirrorReason } from "./contract";

interface Refused {
  readonly ref: string;
  readonly problem: string | null;
}

const MAX_TOLD = 5;

/** Throws `conflict` (`diverged`) when some refs stayed where they were, with each and why. */
export function refuseDiverged(refused: readonly Refused[], where: "here" | "there"): void {
  if (refused.length === 0) return;
  const told = refused.slice(0, MAX_TOLD).map(({ ref, problem }) => `${ref.replace(/^refs\/\w+\//, "")}: ${problem}`);
  const more = refused.length > MAX_TOLD ? ` (and ${refused.length - MAX_TOLD} more)` : "";
  const advice = `Delete or rename what is ${where}, or leave it out by the patterns of the mirror.`;
  throw refusedBy("diverged", `Not everything could be moved: ${told.join("; ")}${more}. ${advice}`);
}

export const nothingWanted = (): DomainError =>
  refusedBy("nothing_wanted", "No branch and no tag fits the patterns of the mirror: change them");

const refusedBy = (reason: MirrorReason, message: string) => new DomainError("conflict", message, { reason });
