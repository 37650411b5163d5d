"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyPart } from "@/components/ui/lazy-part";
import { FormatBar } from "./writing/format-bar";
import { WritingArea } from "./writing/writing-area";

const Preview = lazyPart(() => import("@/components/patterns/live-markdown").then((module) => module.LiveMarkdown));

const VIEWS = ["write", "preview"] as const;
const PRESSED = "aria-pressed:bg-pressed aria-pressed:text-text";

interface Props {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
}

/** A text in Markdown, with help for writing it, and how it will look; what shows it is loaded when somebody wants to see it. */
export function MarkdownBox({ id, label, value, onChange, rows = 6 }: Props) {
  const t = useTranslations("discussions");
  const area = useRef<HTMLTextAreaElement>(null);
  const [view, setView] = useState<(typeof VIEWS)[number]>("write");
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={id} className="text-small font-medium">
          {label}
        </label>
        <div className="flex gap-1">
          {VIEWS.map((one) => (
            <Button
              key={one}
              size="sm"
              variant="ghost"
              aria-pressed={view === one}
              className={PRESSED}
              onClick={() => setView(one)}
            >
              {t(one)}
            </Button>
          ))}
        </div>
      </div>
      {view === "write" ? (
        <>
          <FormatBar area={area} />
          <WritingArea {...{ id, area, value, rows, onChange }} />
        </>
      ) : (
        <div className="rounded-control min-h-24 border p-3">
          <Preview source={value} />
        </div>
      )}
    </div>
  );
}
