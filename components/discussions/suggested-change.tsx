import { getTranslations } from "next-intl/server";
import { cn } from "@/components/ui/cn";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";
import type { DiffHunk } from "@/server/git/contract";
import { rowsOf } from "./review-rows";

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Lines of a file as it is now, as far as its diff shows all of them. */
export function linesIn(hunks: readonly DiffHunk[], { from, to }: Range): readonly string[] | null {
  const shown = hunks.flatMap(rowsOf).filter(({ side, line }) => side === "new" && from <= line && line <= to);
  return shown.length === to - from + 1 ? shown.map(({ text }) => text) : null;
}

interface Props {
  before: readonly string[];
  /** As it is written in the comment: each line with its end. */
  suggested: string;
}

/** What a suggestion takes away and puts in its place; the sign says what the colour says. */
export async function SuggestedChange({ before, suggested }: Props) {
  const t = await getTranslations("discussions");
  const after = suggested === "" ? [] : suggested.replace(/\r?\n$/, "").split(/\r?\n/);
  return (
    <figure className="rounded-card my-1 min-w-0 overflow-hidden border">
      <figcaption className="text-caption text-text-muted border-b px-3 py-1.5">{t("suggestion")}</figcaption>
      <pre {...keyboardScroll} className="scroll-thin text-caption text-code-text overflow-x-auto font-mono">
        <code className="block w-max min-w-full">
          <Lines of={before} sign="-" className="bg-diff-removed" />
          <Lines of={after} sign="+" className="bg-diff-added" />
        </code>
      </pre>
    </figure>
  );
}

const Lines = ({ of, sign, className }: { of: readonly string[]; sign: "-" | "+"; className: string }) =>
  numbered(of).map(({ line, text }) => (
    <span key={line} className={cn("flex leading-5", className)}>
      <span className="w-8 shrink-0 text-center select-none">{sign}</span>
      <span className="pr-4 whitespace-pre">{text}</span>
    </span>
  ));

const numbered = (texts: readonly string[]) => texts.map((text, index) => ({ line: index + 1, text }));
