"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import {
  allOf,
  type FoundLines,
  GAP_STEP,
  type DiffGap as Gap,
  type GapWay,
  leftOf,
  rangeOf,
  UNREAD,
  waysOf,
  withLines,
} from "./diff-gaps";
import { type DiffLine, DiffPairs, DiffRows } from "./diff-rows";

interface Props {
  gap: Gap;
  /** "@@ -12,6 +12,9 @@" of what follows. */
  header?: string | undefined;
  isSplit: boolean;
  /** Among lines that have one number, and with `isIndented` a button. */
  isReview?: boolean;
  isIndented?: boolean;
  load: (range: { readonly from: number; readonly to: number }) => Promise<FoundLines>;
}

/** Lines that a diff leaves out, shown step by step from above, from below, or at once. */
export function DiffGap({ gap, header, isSplit, isReview = false, isIndented = false, load }: Props) {
  const frame = useRef<HTMLSpanElement>(null);
  const [read, setRead] = useState(UNREAD);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const left = leftOf(gap, read);

  const show = async (from: Gap, way: GapWay) => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      const next = withLines(read, way, await load(rangeOf(from, way)));
      setRead(next);
      // The button that was pressed goes: what it showed is where one reads on.
      if (!leftOf(gap, next)) frame.current?.focus({ preventScroll: true });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };

  const Lines = isSplit ? DiffPairs : DiffRows;
  const look = { isIndented, ...(!isSplit && { isReview }) };
  return (
    <span ref={frame} tabIndex={-1} aria-busy={isBusy} className="block outline-none">
      <Lines {...look} lines={linesOf(read.head, { at: gap.from, gap })} />
      {left ? (
        <span className="bg-surface-sunken text-text-muted block py-0.5">
          <span className="sticky left-0 inline-flex items-center gap-1 px-2">
            {waysOf(left).map((way) => (
              <GapButton key={way} {...{ way, left, isBusy }} onPress={() => void show(left, way)} />
            ))}
            <span className="ml-2 whitespace-pre">{header}</span>
            {problem ? (
              <span role="alert" className="text-danger ml-2">
                {problem}
              </span>
            ) : null}
          </span>
        </span>
      ) : null}
      <Lines {...look} lines={linesOf(read.tail, { at: (gap.to ?? 0) - read.tail.length + 1, gap })} />
    </span>
  );
}

interface ButtonProps {
  way: GapWay;
  left: Gap;
  isBusy: boolean;
  onPress: () => void;
}

function GapButton({ way, left, isBusy, onPress }: ButtonProps) {
  const t = useTranslations("diffGap");
  const count = allOf(left);
  const all = count === null ? t("rest") : t("all", { count });
  const step = { count: GAP_STEP, line: way === "up" ? (left.to ?? 0) + 1 : left.from - 1 };
  const label = way === "all" ? all : t(way, step);
  return (
    <button
      type="button"
      aria-disabled={isBusy}
      title={label}
      className="rounded-control hover:bg-hover hover:text-text inline-flex h-6 items-center gap-1.5 px-1.5 aria-disabled:opacity-50 pointer-coarse:h-8 pointer-coarse:px-2.5"
      onClick={onPress}
    >
      {way === "all" ? (
        <span className="font-sans">{all}</span>
      ) : (
        <ChevronDown aria-hidden className={way === "up" ? "size-3.5 rotate-180" : "size-3.5"} />
      )}
    </button>
  );
}

function linesOf(texts: readonly string[], { at, gap }: { readonly at: number; readonly gap: Gap }): DiffLine[] {
  return texts.map((text, index) => {
    const after = at + index;
    return { type: "context", before: after + gap.shift, after, text };
  });
}
