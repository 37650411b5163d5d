import type { SecretKind } from "../contract";

/** How one kind of secret is known in a text. */
export interface SecretDetector {
  readonly kind: SecretKind;
  /** One of these stands in every such secret; the pattern is tried nowhere else. */
  readonly keywords: readonly string[];
  /** Tried at one place only. Every repetition in it has an upper bound, and no two that touch fit the same letter. */
  readonly pattern: RegExp;
  /** Letters that stand between the begin of the pattern and the keyword. */
  readonly lead: number;
  /** Asked at last: a check sum, or what has to stand in the text before. */
  readonly isReal: (secret: string, before: string) => boolean;
}

interface NewDetector extends Pick<SecretDetector, "kind" | "keywords"> {
  /** Source of a regular expression; the group `secret` where the secret is not all of it. */
  readonly pattern: string;
  readonly lead?: number;
  /** The pattern begins with a name, which may be the end of a longer one. */
  readonly beginsInside?: boolean;
  readonly isReal?: SecretDetector["isReal"];
}

/** What stands before a token: no letter or digit, unless it is a line break of a quoted text. */
const START = String.raw`(?<![A-Za-z0-9_])|(?<=\\[nrt])`;

export function defineDetector({ kind, keywords, pattern, ...facts }: NewDetector): SecretDetector {
  const { lead = 0, beginsInside = false, isReal = () => true } = facts;
  const start = beginsInside ? "" : `(?:${START})`;
  return { kind, keywords, lead, isReal, pattern: new RegExp(`${start}(?:${pattern})`, "y") };
}
