"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Textarea } from "@/components/ui/textarea";

const Preview = dynamic(() => import("@/components/patterns/live-markdown").then((module) => module.LiveMarkdown));

interface Props {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
}

/** A text in Markdown, and how it will look; what shows it is loaded when somebody wants to see it. */
export function MarkdownBox({ id, label, value, onChange, rows = 6 }: Props) {
  const t = useTranslations("discussions");
  const [view, setView] = useState<"write" | "preview">("write");
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={id} className="text-small font-medium">
          {label}
        </label>
        <SegmentedControl
          label={label}
          defaultValue={view}
          segments={[
            { value: "write", label: t("write") },
            { value: "preview", label: t("preview") },
          ]}
          onValueChange={(next) => setView(next === "preview" ? "preview" : "write")}
        />
      </div>
      {view === "write" ? (
        <Textarea
          id={id}
          rows={rows}
          maxLength={65_536}
          value={value}
          dir="auto"
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
      ) : (
        <div className="rounded-control min-h-24 border p-3">
          <Preview source={value} />
        </div>
      )}
    </div>
  );
}
