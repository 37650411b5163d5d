import type { DomainError } from "@/server/kernel";
import { refusal } from "./refusal";

interface Refused {
  readonly ref: string;
  readonly problem: string | null;
}

const MAX_TOLD = 5;

/** A repository that follows is read-only, so nothing can be done in it while the mirror stands. */
const ADVICE = {
  here: "Import the other repository into a new one and keep that up to date; or end this mirror, delete or rename what is here, and add it again; or leave it out by the patterns of the mirror.",
  there: "Delete or rename what is there, or leave it out by the patterns of the mirror.",
} as const;

/** Throws `conflict` (`diverged`) when some refs stayed where they were, with each and why. */
export function refuseDiverged(refused: readonly Refused[], where: keyof typeof ADVICE): void {
  if (refused.length === 0) return;
  const told = refused.slice(0, MAX_TOLD).map(({ ref, problem }) => `${ref.replace(/^refs\/\w+\//, "")}: ${problem}`);
  const more = refused.length > MAX_TOLD ? ` (and ${refused.length - MAX_TOLD} more)` : "";
  throw refusal("conflict", `Not everything could be moved: ${told.join("; ")}${more}. ${ADVICE[where]}`, "diverged");
}

export const nothingWanted = (): DomainError =>
  refusal("conflict", "No branch and no tag fits the patterns of the mirror: change them", "nothing_wanted");
