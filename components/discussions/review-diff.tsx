"use client";

import { useRef, useState } from "react";
import { pairsOf } from "@/components/patterns/diff-pairs";
import { cn } from "@/components/ui/cn";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";
import type { DiffHunk } from "@/server/git/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { type LineActs, ReviewLine } from "./review-line";
import { ReviewLineForm } from "./review-line-form";
import { chosenBy, extendedTo, isChosen, type LineChoice, type ReviewRow, rowsOf } from "./review-rows";

interface Props {
  at: RepoAddress;
  number: number;
  commit: string;
  path: string;
  hunks: readonly DiffHunk[];
  canComment: boolean;
  /** Remarks go into a review that was begun. */
  hasDrafts: boolean;
  /** Both sides beside each other, where there is room. */
  isSplit: boolean;
}

/** A diff whose lines can be commented on: one by its button, several by dragging or with Shift. */
export function ReviewDiff({ hunks, canComment, isSplit, ...where }: Props) {
  const [choice, setChoice] = useState<LineChoice | null>(null);
  const pressed = useRef<ReviewRow | null>(null);
  const acts: LineActs = {
    onChoose: canComment ? (row, isMore) => setChoice(isMore ? extendedTo(choice, row) : chosenBy(row)) : null,
    onPress: (row) => {
      pressed.current = row;
    },
    onDrag: (row) => {
      if (pressed.current) setChoice(extendedTo(chosenBy(pressed.current), row));
    },
  };
  const pieces = hunks.map((hunk) => ({ at: hunk.newStart, rows: rowsOf(hunk) }));
  const shown = { choice, acts };
  return (
    <figure className="rounded-card bg-surface-raised min-w-0 overflow-hidden border">
      <div
        {...keyboardScroll}
        className="scroll-thin text-caption overflow-x-auto font-mono"
        onPointerUp={() => {
          pressed.current = null;
        }}
      >
        {pieces.map(({ at, rows }) => (
          <div key={at} className={cn("border-b last:border-b-0", isSplit && "lg:hidden")}>
            <div className="w-max min-w-full">
              {rows.map((row) => (
                <ReviewLine key={row.key} {...{ row, ...acts }} number={row.line} isChosen={isChosen(choice, row)} />
              ))}
            </div>
          </div>
        ))}
        {isSplit
          ? pieces.map(({ at, rows }) => (
              <div key={at} className="hidden border-b last:border-b-0 lg:block">
                <Pairs rows={rows} {...shown} />
              </div>
            ))
          : null}
      </div>
      {choice ? (
        <ReviewLineForm
          key={`${choice.side}${choice.hunk}-${choice.anchor}`}
          {...{ ...where, choice }}
          text={textOf(pieces, choice)}
          onDone={() => setChoice(null)}
        />
      ) : null}
    </figure>
  );
}

const textOf = (pieces: readonly { readonly rows: readonly ReviewRow[] }[], choice: LineChoice): string =>
  pieces.flatMap(({ rows }) => rows.filter((row) => isChosen(choice, row)).map(({ text }) => text)).join("\n");

interface PairsProps {
  rows: readonly ReviewRow[];
  choice: LineChoice | null;
  acts: LineActs;
}

const Pairs = ({ rows, choice, acts }: PairsProps) =>
  pairsOf(rows).map(({ before, after }) => (
    <div key={`${before?.key}-${after?.key}`} className="grid grid-cols-2 divide-x">
      <Side row={before} number={before?.before} {...{ choice, acts }} isOld />
      <Side row={after} number={after?.line} {...{ choice, acts }} />
    </div>
  ));

interface SideProps extends Omit<PairsProps, "rows"> {
  row: ReviewRow | null;
  number: number | null | undefined;
  isOld?: boolean;
}

/** What is the same on both sides is commented on in the new one. */
function Side({ row, number, choice, acts, isOld = false }: SideProps) {
  if (!row || typeof number !== "number") return <div className="bg-surface-sunken" />;
  const isTwin = isOld && row.side === "new";
  return <ReviewLine {...{ row, number, isTwin, ...acts }} isChosen={!isTwin && isChosen(choice, row)} isWrapped />;
}
