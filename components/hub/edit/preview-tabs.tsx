"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressesIn } from "../card-addresses";
import { withoutFrontMatter } from "../front-matter";

const MarkdownPreview = lazyPart(
  () => import("@/components/patterns/markdown-preview").then((module) => module.MarkdownPreview),
  { loading: () => <Skeleton className="h-64" /> },
);

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
          <MarkdownPreview
            source={withoutFrontMatter(text)}
            addresses={addressesIn({ repo, revision: branch, path })}
          />
        </div>
      ) : null}
    </div>
  );
}
