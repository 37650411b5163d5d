import type { ConflictedFile } from "@/server/discussions/contract";

export interface Choice {
  readonly take: "ours" | "theirs" | "nothing" | "content" | "undecided";
  readonly text: string;
  /** Typed, and kept when the branches move. */
  readonly isTyped: boolean;
  /** What the choice was made about. */
  readonly file: ConflictedFile;
}

/** Nothing was chosen of it yet. */
export const untouched = (file: ConflictedFile): Choice => ({
  take: "undecided",
  text: file.merged ?? "",
  isTyped: false,
  file,
});

export const isOutdated = (choice: Choice, file: ConflictedFile) =>
  JSON.stringify(choice.file) !== JSON.stringify(file);

/** A side that was taken of a file that has moved is asked for again; what was typed stays. */
export const keptOf = (choice: Choice | undefined, file: ConflictedFile) =>
  choice && (choice.isTyped || !isOutdated(choice, file)) ? choice : untouched(file);

/** What is committed of a file; none while it is to be looked at. */
export function settledOf(choice: Choice | undefined, file: ConflictedFile) {
  if (!choice || choice.take === "undecided" || isOutdated(choice, file)) return [];
  const { path } = file;
  return [choice.take === "content" ? { path, take: choice.take, text: choice.text } : { path, take: choice.take }];
}
