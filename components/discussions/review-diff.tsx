"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Fragment, useId, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";
import type { DiffHunk } from "@/server/git/contract";
import type { RepoAt } from "./discussion-href";
import { MarkdownBox } from "./markdown-box";
import { RefusalNote } from "./refusal-note";

interface Props {
  at: RepoAt;
  number: number;
  commit: string;
  path: string;
  hunks: readonly DiffHunk[];
  canComment: boolean;
}

interface Row {
  readonly key: string;
  readonly kind: "context" | "added" | "removed";
  readonly side: "old" | "new";
  readonly line: number;
  readonly text: string;
}

const LOOKS = { context: "", added: "bg-diff-added", removed: "bg-diff-removed" } as const;
const SIGNS = { context: " ", added: "+", removed: "-" } as const;

function rowsOf({ oldStart, newStart, lines }: DiffHunk): Row[] {
  let [before, after] = [oldStart, newStart];
  return lines.map(({ kind, text }) => {
    const side = kind === "removed" ? "old" : "new";
    const line = side === "old" ? before : after;
    if (kind !== "added") before += 1;
    if (kind !== "removed") after += 1;
    return { key: `${side}${line}`, kind, side, line, text };
  });
}

/** A diff whose lines can be commented on. */
export function ReviewDiff({ hunks, path, canComment, ...where }: Props) {
  const t = useTranslations("discussions");
  const [open, setOpen] = useState<Row | null>(null);
  return (
    <figure className="rounded-card bg-surface-raised min-w-0 overflow-hidden border">
      <div {...keyboardScroll} className="scroll-thin text-caption overflow-x-auto font-mono">
        {hunks.map((hunk) => (
          <div key={hunk.newStart} className="w-max min-w-full border-b last:border-b-0">
            {rowsOf(hunk).map((row) => (
              <Fragment key={row.key}>
                <div className={cn("flex items-center leading-5", LOOKS[row.kind])}>
                  {canComment ? (
                    <button
                      type="button"
                      aria-label={t("commentOnLine", { line: row.line })}
                      className="text-text-faint hover:text-accent-text focus-visible:text-accent-text flex w-6 shrink-0 justify-center"
                      onClick={() => setOpen(row)}
                    >
                      <Plus aria-hidden className="size-3.5" />
                    </button>
                  ) : null}
                  <span className="text-text-muted w-10 shrink-0 pr-2 text-right tabular-nums select-none">
                    {row.line}
                  </span>
                  <span className="w-5 shrink-0 text-center select-none">{SIGNS[row.kind]}</span>
                  <span className="pr-4 whitespace-pre">{row.text}</span>
                </div>
              </Fragment>
            ))}
          </div>
        ))}
      </div>
      {open ? <LineForm key={open.key} {...where} path={path} row={open} onDone={() => setOpen(null)} /> : null}
    </figure>
  );
}

type FormProps = Pick<Props, "at" | "number" | "commit" | "path"> & { row: Row; onDone: () => void };

function LineForm({ at, number, commit, path, row, onDone }: FormProps) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const id = useId();
  const [body, setBody] = useState("");
  const review = useMutation(
    trpc.discussions.reviewPull.mutationOptions({
      onSuccess: () => {
        onDone();
        router.refresh();
      },
    }),
  );
  const suggest = () => setBody((text) => `${text}\n\`\`\`suggestion\n${row.text}\n\`\`\`\n`.trimStart());
  const comments = [{ path, side: row.side, line: row.line, body }];
  return (
    <div className="grid gap-3 border-t p-4">
      <MarkdownBox {...{ id, label: t("onLine", { line: row.line }), value: body, onChange: setBody, rows: 4 }} />
      <RefusalNote error={review.error} />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabled={body.trim() === ""}
          busy={review.isPending}
          onClick={() => review.mutate({ ...at, number, commit, comments })}
        >
          {t("say")}
        </Button>
        {row.side === "new" ? <Button onClick={suggest}>{t("suggest")}</Button> : null}
        <Button variant="ghost" onClick={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </div>
  );
}
