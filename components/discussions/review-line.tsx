"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { ReviewRow } from "./review-rows";

const LOOKS = { context: "", added: "bg-diff-added", removed: "bg-diff-removed" } as const;
const SIGNS = { context: " ", added: "+", removed: "-" } as const;

export interface LineActs {
  /** `null` for who may not comment. */
  readonly onChoose: ((row: ReviewRow, isMore: boolean) => void) | null;
  readonly onPress: (row: ReviewRow) => void;
  /** The pointer moves over it while its button is down. */
  readonly onDrag: (row: ReviewRow) => void;
}

interface Props extends LineActs {
  row: ReviewRow;
  /** Number beside it. */
  number: number;
  isChosen: boolean;
  isWrapped?: boolean;
  /** Its twin on the other side is commented on. */
  isTwin?: boolean;
}

/** One line of a diff, with a button to comment on it. */
export function ReviewLine({ row, number, isChosen, isWrapped = false, isTwin = false, ...acts }: Props) {
  const t = useTranslations("discussions");
  const { onChoose, onPress, onDrag } = acts;
  const label = t(row.side === "old" ? "commentOnOldLine" : "commentOnLine", { line: row.line });
  return (
    <div
      className={cn(
        "flex leading-5 pointer-coarse:leading-6",
        isWrapped && "min-w-0",
        LOOKS[row.type],
        isChosen && "bg-accent-soft",
      )}
      onPointerEnter={({ buttons }) => (buttons === 1 ? onDrag(row) : undefined)}
    >
      {onChoose && isTwin ? <span className="w-6 shrink-0" /> : null}
      {onChoose && !isTwin ? (
        <button
          type="button"
          aria-label={label}
          className="text-text-faint hover:text-accent-text focus-visible:text-accent-text flex h-5 w-6 shrink-0 items-center justify-center pointer-coarse:h-6"
          onPointerDown={() => onPress(row)}
          onClick={({ shiftKey }) => onChoose(row, shiftKey)}
        >
          <Plus aria-hidden className="size-3.5" />
        </button>
      ) : null}
      <span className="text-text-muted w-10 shrink-0 pr-2 text-right tabular-nums select-none">{number}</span>
      <span className="w-5 shrink-0 text-center select-none">{SIGNS[row.type]}</span>
      <span className={cn("pr-4", isWrapped ? "min-w-0 break-all whitespace-pre-wrap" : "whitespace-pre")}>
        {row.text}
      </span>
    </div>
  );
}
