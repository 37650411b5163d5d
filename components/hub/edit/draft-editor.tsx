"use client";

import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";
import type { EditorHandle } from "./editor-handle";
import { PreviewTabs } from "./preview-tabs";

const CodeEditor = lazyPart(() => import("./code-editor").then((module) => module.CodeEditor), {
  loading: () => <Skeleton className="h-96" />,
});
const CardForm = lazyPart(() => import("../card-form/card-form").then((module) => module.CardForm), {
  loading: () => <Skeleton className="h-96" />,
});

interface Props {
  repo: NamedRepo;
  branch: string;
  path: string;
  text: string;
  /** Another one begins with another text. */
  round: string;
  problemLine: number | null;
  onChange: (text: string) => void;
  onSave: () => void;
  /** The editor stands. */
  onReady: () => void;
}

/** The text, what readers will see of it, and, for the card of a repository, the same as a form. */
export function DraftEditor({ repo, branch, path, text, round, problemLine, onChange, onSave, onReady }: Props) {
  const t = useTranslations("edit");
  const [editor, setEditor] = useState<EditorHandle | null>(null);
  const [isFormWanted, setFormWanted] = useState(true);
  const isCard = path === "README.md";
  const hasForm = isCard && isFormWanted;
  const write = (
    <PreviewTabs
      repo={repo}
      branch={branch}
      path={path}
      text={text}
      actions={
        isCard ? (
          <Button
            size="sm"
            variant={hasForm ? "secondary" : "ghost"}
            aria-pressed={hasForm}
            onClick={() => setFormWanted(!hasForm)}
          >
            <ListChecks aria-hidden />
            {t("form")}
          </Button>
        ) : null
      }
    >
      <CodeEditor
        key={round}
        path={path === "" ? "new.md" : path}
        text={text}
        label={t("content")}
        problemLine={problemLine}
        onChange={onChange}
        onSave={onSave}
        onReady={(handle) => {
          setEditor(handle);
          onReady();
        }}
      />
    </PreviewTabs>
  );
  return (
    <div className={cn("grid grid-cols-1 gap-6", hasForm && "lg:grid-cols-5")}>
      {hasForm ? (
        <section aria-label={t("form")} className="rounded-card bg-surface-raised min-w-0 border p-4 lg:col-span-2">
          <CardForm
            kind={repo.kind}
            self={hrefOf(repo)}
            source={text}
            onChange={editor ? editor.replace : onChange}
            onShowLine={(line) => editor?.showLine(line)}
          />
        </section>
      ) : null}
      <div className={cn("min-w-0", hasForm && "lg:col-span-3")}>{write}</div>
    </div>
  );
}
