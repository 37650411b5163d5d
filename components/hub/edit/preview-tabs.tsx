"use client";

import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressesIn } from "../card-addresses";
import { withoutFrontMatter } from "../front-matter";

const MarkdownPreview = lazy(async () => ({
  default: (await import("@/components/patterns/markdown-preview")).MarkdownPreview,
}));

interface Props {
  repo: NamedRepo;
  branch: string;
  path: string;
  text: string;
  /** The editor; it stays alive behind the preview. */
  children: ReactNode;
  /** Beside the tabs. */
  actions?: ReactNode;
}

/** For Markdown, a look at what readers will see. */
export function PreviewTabs({ repo, branch, path, text, children, actions }: Props) {
  const t = useTranslations("edit");
  const [isPreviewing, setPreviewing] = useState(false);
  if (!/\.(?:md|markdown)$/i.test(path)) return children;
  return (
    <div className="grid grid-cols-1 gap-2">
      <div className="flex flex-wrap justify-between gap-2">
        <fieldset className="flex gap-1">
          <legend className="sr-only">{t("view")}</legend>
          <Button
            size="sm"
            variant={isPreviewing ? "ghost" : "secondary"}
            aria-pressed={!isPreviewing}
            onClick={() => setPreviewing(false)}
          >
            {t("write")}
          </Button>
          <Button
            size="sm"
            variant={isPreviewing ? "secondary" : "ghost"}
            aria-pressed={isPreviewing}
            onClick={() => setPreviewing(true)}
          >
            {t("preview")}
          </Button>
        </fieldset>
        {actions}
      </div>
      <div hidden={isPreviewing}>{children}</div>
      {isPreviewing ? (
        <div className="rounded-card bg-surface-raised border px-6 py-4">
          <Suspense fallback={<Skeleton className="h-64" />}>
            <MarkdownPreview
              source={withoutFrontMatter(text)}
              addresses={addressesIn({ repo, revision: branch, path })}
            />
          </Suspense>
        </div>
      ) : null}
    </div>
  );
}
