import type { RepoKind } from "@/server/hub/contract/repo";
import type { FieldValue } from "./front-matter";

/** What every part of the form is given: the card as it stands in the text, and the way to change it. */
export interface FormPart {
  readonly kind: RepoKind;
  /** Page of the repository. */
  readonly self: string;
  readonly card: Readonly<Record<string, unknown>>;
  /** What is wrong with a field, for people. */
  readonly problemOf: (field: string) => string | undefined;
  readonly onChange: (field: string, value: FieldValue) => void;
}
