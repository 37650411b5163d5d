"use client";

import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type MouseEvent, type ReactNode, useState } from "react";
import { useLocationHash } from "@/components/hooks/use-location-hash";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";
import { hashOf, type LineRange, lineRangeOf } from "./line-range";

interface Props {
  lineCount: number;
  /** The page of this file at the commit, which never changes. */
  permalink: string;
  /** The text, every line 20 pixels high. */
  children: ReactNode;
}

const LINE_HEIGHT = 20;
const numbersUpTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1).join("\n");
const select = (range: LineRange) => location.replace(hashOf(range));

/** Line numbers that select: a click takes one line, a click with shift all lines up to there. */
export function LineFrame({ lineCount, permalink, children }: Props) {
  const hash = useLocationHash();
  const range = lineRangeOf(hash);
  const selected = range && range.from <= lineCount ? { ...range, to: Math.min(range.to, lineCount) } : null;

  const pick = (event: MouseEvent<HTMLElement>) => {
    const line = Math.floor((event.clientY - event.currentTarget.getBoundingClientRect().top) / LINE_HEIGHT) + 1;
    const to = Math.min(Math.max(1, line), lineCount);
    const from = event.shiftKey && selected ? selected.from : to;
    select({ from: Math.min(from, to), to: Math.max(from, to) });
  };

  return (
    <div className="grid grid-cols-1">
      <LineBar permalink={permalink} selected={selected} />
      <div
        {...keyboardScroll}
        className="scroll-thin text-small text-code-text relative flex overflow-x-auto font-mono focus-visible:-outline-offset-2"
      >
        {selected ? (
          <span
            aria-hidden
            ref={(mark) => mark?.scrollIntoView({ block: "nearest" })}
            className="bg-accent-soft border-accent pointer-events-none absolute inset-x-0 border-l-2"
            style={{ top: (selected.from - 1) * LINE_HEIGHT, height: (selected.to - selected.from + 1) * LINE_HEIGHT }}
          />
        ) : null}
        <pre
          aria-hidden
          onClick={pick}
          className="text-text-faint hover:text-text-muted relative shrink-0 cursor-pointer pr-4 pl-4 text-right tabular-nums select-none"
        >
          {numbersUpTo(lineCount)}
        </pre>
        <div className="relative min-w-0 pr-4">{children}</div>
      </div>
    </div>
  );
}

function LineBar({ permalink, selected }: { permalink: string; selected: LineRange | null }) {
  const t = useTranslations("fileLines");
  const [isCopied, setIsCopied] = useState(false);
  const go = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const range = lineRangeOf(String(new FormData(event.currentTarget).get("lines")));
    if (range) select(range);
  };
  const copy = async () => {
    await navigator.clipboard.writeText(`${location.origin}${permalink}${selected ? hashOf(selected) : ""}`);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 1_500);
  };
  return (
    <div className="flex items-center justify-end gap-2 border-b px-2 py-1.5">
      <form onSubmit={go} className="w-28">
        <Input name="lines" size="sm" aria-label={t("goTo")} placeholder={t("lines")} autoComplete="off" />
      </form>
      <Button size="sm" onClick={() => void copy()}>
        <Link2 aria-hidden />
        {isCopied ? t("copied") : t("copyPermalink")}
      </Button>
    </div>
  );
}
