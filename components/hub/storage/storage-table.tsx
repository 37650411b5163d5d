"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ByteSize } from "@/components/ui/byte-size";
import { bytesText } from "@/components/ui/bytes-text";
import { Checkbox } from "@/components/ui/checkbox";
import { lazyFloat, lazyPart } from "@/components/ui/lazy-part";
import { RelativeTime } from "@/components/ui/relative-time";
import type { StoredFile } from "@/server/hub/contract/large-files";
import type { NamedRepo } from "@/server/hub/contract/repo";

const DeleteFiles = lazyFloat(() => import("./delete-files").then((module) => module.DeleteFiles));
const FileUses = lazyPart(() => import("./file-uses").then((module) => module.FileUses));

interface Props {
  repo: NamedRepo;
  files: readonly StoredFile[];
  clock: { readonly now: string; readonly locale: string };
}

/** Large files to choose from; each unfolds to where it is named. */
export function StorageTable({ repo, files, clock }: Props) {
  const t = useTranslations("storage");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const selected = files.filter(({ oid }) => chosen.has(oid));
  const orphans = files.filter(({ isOrphan }) => isOrphan);
  const bytes = selected.reduce((sum, { size }) => sum + size, 0);
  const choose = (oid: string, isChosen: boolean) =>
    setChosen((old) => new Set([...old].filter((other) => other !== oid).concat(isChosen ? oid : [])));
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-small text-text-muted" aria-live="polite">
          {t("chosen", { count: selected.length, size: bytesText(bytes) })}
        </p>
        <span className="ml-auto flex flex-wrap gap-2">
          {orphans.length === 0 ? null : (
            <Button size="sm" onClick={() => setChosen(new Set(orphans.map(({ oid }) => oid)))}>
              {t("chooseOrphans", { count: orphans.length })}
            </Button>
          )}
          <Button size="sm" variant="danger" disabled={selected.length === 0} onClick={() => setAsking(true)}>
            {t("delete")}
          </Button>
        </span>
      </div>
      <ul aria-label={t("list")} className="rounded-card bg-surface-raised divide-y border">
        {files.map((file) => (
          <FileRow
            key={file.oid}
            repo={repo}
            file={file}
            clock={clock}
            isChosen={chosen.has(file.oid)}
            onChoose={(isChosen) => choose(file.oid, isChosen)}
          />
        ))}
      </ul>
      {isAsking ? <DeleteFiles repo={repo} files={selected} onOpenChange={setAsking} /> : null}
    </div>
  );
}

interface RowProps extends Pick<Props, "repo" | "clock"> {
  file: StoredFile;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

function FileRow({ repo, file, clock, isChosen, onChoose }: RowProps) {
  const t = useTranslations("storage");
  const [isOpen, setOpen] = useState(false);
  const { oid, size, paths, attachedAs, pushedAt, isOrphan, isChunked } = file;
  const [name = attachedAs[0]?.name ?? oid.slice(0, 12), ...others] = paths;
  const isAttached = attachedAs.length > 0;
  return (
    <li className="grid grid-cols-1 gap-2 px-4 py-3">
      <div className="flex items-start gap-3">
        <Checkbox
          className="mt-0.5"
          aria-label={t("choose", { name })}
          disabled={isAttached}
          title={isAttached ? t("attachedHelp") : undefined}
          checked={isChosen}
          onCheckedChange={(checked) => onChoose(checked === true)}
        />
        <div className="grid min-w-0 flex-1 gap-1">
          <span className="text-small flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="min-w-0 font-mono break-all" title={paths.join("\n") || oid}>
              {name}
            </span>
            {others.length === 0 ? null : (
              <span className="text-text-muted">{t("also", { count: others.length })}</span>
            )}
            <Badge>{isChunked ? "Xet" : "LFS"}</Badge>
            {isAttached ? <Badge title={t("attachedHelp")}>{t("attached")}</Badge> : null}
            {isOrphan ? <Badge tone="warning">{t("orphan")}</Badge> : null}
          </span>
          <span className="text-caption text-text-muted flex flex-wrap gap-x-3">
            <RelativeTime at={pushedAt.toISOString()} {...clock} />
            {isOrphan ? null : (
              <button
                type="button"
                aria-expanded={isOpen}
                className="text-accent-text underline"
                onClick={() => setOpen(!isOpen)}
              >
                {t(isOpen ? "hideUses" : "showUses")}
              </button>
            )}
          </span>
        </div>
        <ByteSize bytes={size} className="text-small" />
      </div>
      {isOpen ? <FileUses repo={repo} oid={oid} clock={clock} /> : null}
    </li>
  );
}
