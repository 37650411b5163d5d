import { cn } from "@/components/ui/cn";
import { pairsOf } from "./diff-pairs";

export interface DiffLine {
  readonly type: "context" | "added" | "removed";
  readonly before?: number;
  readonly after?: number;
  readonly text: string;
  /** Positions in the text between which it changed. */
  readonly mark?: { readonly start: number; readonly end: number };
}

const LOOKS: Record<DiffLine["type"], { readonly row: string; readonly sign: string }> = {
  context: { row: "", sign: " " },
  added: { row: "bg-diff-added", sign: "+" },
  removed: { row: "bg-diff-removed", sign: "-" },
};

interface Props {
  lines: readonly DiffLine[];
  /** Room for a button before each line, as in a review. */
  isIndented?: boolean;
}

/** Lines in one column. In a review only the number after the change is shown. */
export const DiffRows = ({ lines, isIndented = false, isReview = false }: Props & { isReview?: boolean }) =>
  lines.map((line) => (
    <span key={`${line.before}-${line.after}`} className={cn("flex leading-5", LOOKS[line.type].row)}>
      {isIndented ? <span className="w-6 shrink-0" /> : null}
      {isReview ? null : <LineNumber value={line.before} />}
      <LineNumber value={line.after} />
      <Content line={line} isWrapped={false} />
    </span>
  ));

/** Both sides beside each other. */
export const DiffPairs = ({ lines, isIndented = false }: Props) =>
  pairsOf(lines).map(({ before, after }) => (
    <span key={`${before?.before}-${after?.after}`} className="grid grid-cols-2 divide-x leading-5">
      <Side line={before} number={before?.before} isIndented={isIndented} />
      <Side line={after} number={after?.after} isIndented={isIndented} />
    </span>
  ));

interface SideProps {
  line: DiffLine | null;
  number: number | undefined;
  isIndented: boolean;
}

function Side({ line, number, isIndented }: SideProps) {
  if (!line) return <span className="bg-surface-sunken" />;
  return (
    <span className={cn("flex min-w-0", LOOKS[line.type].row)}>
      {isIndented ? <span className="w-6 shrink-0" /> : null}
      <LineNumber value={number} />
      <Content line={line} isWrapped />
    </span>
  );
}

const LineNumber = ({ value }: { value: number | undefined }) => (
  <span aria-hidden className="text-text-muted w-10 shrink-0 pr-2 text-right tabular-nums select-none">
    {value}
  </span>
);

function Content({ line: { type, text, mark }, isWrapped }: { line: DiffLine; isWrapped: boolean }) {
  return (
    <>
      <span className="w-5 shrink-0 text-center select-none">{LOOKS[type].sign}</span>
      <span className={cn("pr-4", isWrapped ? "min-w-0 break-all whitespace-pre-wrap" : "whitespace-pre")}>
        {mark ? (
          <>
            {text.slice(0, mark.start)}
            <mark className="rounded-mark bg-pressed font-semibold text-inherit">
              {text.slice(mark.start, mark.end)}
            </mark>
            {text.slice(mark.end)}
          </>
        ) : (
          text
        )}
      </span>
    </>
  );
}
