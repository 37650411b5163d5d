"use client";

import { Fragment, type ReactNode, useRef, useState } from "react";
import { useFileLines } from "@/components/data/use-file-lines";
import { useIsRoomy } from "@/components/hooks/use-is-wide";
import { DiffGap } from "@/components/patterns/diff-gap";
import { gapsOf } from "@/components/patterns/diff-gaps";
import { pairsOf } from "@/components/patterns/diff-pairs";
import { cn } from "@/components/ui/cn";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";
import { lazyPart } from "@/components/ui/lazy-part";
import type { DiffHunk } from "@/server/git/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { type LineActs, ReviewLine } from "./review-line";
import { chosenBy, extendedTo, isChosen, type LineChoice, type ReviewRow, rowsOf } from "./review-rows";

interface Props {
  at: RepoAddress;
  number: number;
  commit: string;
  path: string;
  hunks: readonly DiffHunk[];
  /** Whether lines between the hunks can be shown, and after them. */
  gaps: "all" | "between" | "none";
  canComment: boolean;
  /** Remarks go into a review that was begun. */
  hasDrafts: boolean;
  /** Both sides beside each other, where there is room. */
  isSplit: boolean;
  /** What was said about lines, below the line that it ends at. */
  notes: readonly LineNote[];
}

export interface LineNote {
  readonly id: string;
  /** Of its row. */
  readonly key: string;
  readonly node: ReactNode;
}

const ReviewLineForm = lazyPart(() => import("./review-line-form").then((module) => module.ReviewLineForm));

const SEAM = "border-b last:border-b-0";

/** A diff whose lines can be commented on: one by its button, several by dragging or with Shift. */
export function ReviewDiff({ hunks, gaps, canComment, isSplit, notes, ...where }: Props) {
  const isBeside = useIsRoomy() && isSplit;
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
  const load = useFileLines({ at: where.at, revision: where.commit, path: where.path });
  const left = gaps === "none" ? [] : gapsOf(hunks, { isCut: gaps === "between" });
  const gapAt = (index: number, isSplit: boolean) => {
    const gap = left[index];
    return gap ? <DiffGap {...{ gap, isSplit, load }} isReview isIndented={canComment} /> : null;
  };
  const pieces = hunks.map((hunk) => ({ at: hunk.newStart, rows: rowsOf(hunk) }));
  const below = (row: ReviewRow | null): ReactNode => {
    const said = row ? notes.filter(({ key }) => key === row.key) : [];
    const isEnd = row !== null && isChosen(choice, row) && row.line === choice?.to;
    if (said.length === 0 && !isEnd) return null;
    return (
      <div className="bg-surface-raised text-body w-container sticky left-0 grid grid-cols-1 gap-2 border-y p-2 font-sans whitespace-normal">
        {said.map(({ id, node }) => (
          <Fragment key={id}>{node}</Fragment>
        ))}
        {isEnd && choice ? (
          <ReviewLineForm
            key={`${choice.side}${choice.hunk}-${choice.anchor}`}
            {...{ ...where, choice }}
            text={textOf(pieces, choice)}
            onDone={() => setChoice(null)}
          />
        ) : null}
      </div>
    );
  };
  return (
    <figure className="rounded-card bg-surface-raised min-w-0 overflow-hidden border">
      <div
        {...keyboardScroll}
        className="scroll-thin text-caption @container overflow-x-auto font-mono"
        onPointerUp={() => {
          pressed.current = null;
        }}
      >
        {pieces.map(({ at, rows }, index) => (
          <div key={at} className={cn(SEAM, isSplit && "lg:hidden")}>
            <div className="w-max min-w-full">
              {gapAt(index, false)}
              {rows.map((row) => (
                <Fragment key={row.key}>
                  <ReviewLine {...{ row, ...acts }} number={row.line} isChosen={isChosen(choice, row)} />
                  {isBeside ? null : below(row)}
                </Fragment>
              ))}
              {index === pieces.length - 1 ? gapAt(index + 1, false) : null}
            </div>
          </div>
        ))}
        {isSplit
          ? pieces.map(({ at, rows }, index) => (
              <div key={at} className={cn(SEAM, "hidden lg:block")}>
                {gapAt(index, true)}
                <Pairs {...{ rows, choice, acts }} below={isBeside ? below : () => null} />
                {index === pieces.length - 1 ? gapAt(index + 1, true) : null}
              </div>
            ))
          : null}
      </div>
    </figure>
  );
}

const textOf = (pieces: readonly { readonly rows: readonly ReviewRow[] }[], choice: LineChoice): string =>
  pieces.flatMap(({ rows }) => rows.filter((row) => isChosen(choice, row)).map(({ text }) => text)).join("\n");

interface PairsProps {
  rows: readonly ReviewRow[];
  choice: LineChoice | null;
  acts: LineActs;
  below: (row: ReviewRow | null) => ReactNode;
}

const Pairs = ({ rows, choice, acts, below }: PairsProps) =>
  pairsOf(rows).map(({ before, after }) => (
    <Fragment key={`${before?.key}-${after?.key}`}>
      <div className="grid grid-cols-2 divide-x">
        <Side row={before} number={before?.before} {...{ choice, acts }} isOld />
        <Side row={after} number={after?.line} {...{ choice, acts }} />
      </div>
      {before?.key === after?.key ? null : below(before)}
      {below(after)}
    </Fragment>
  ));

interface SideProps extends Omit<PairsProps, "rows" | "below"> {
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
