"use client";

import { useMutation } from "@tanstack/react-query";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import type { PullFiles } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";

interface Props {
  at: RepoAddress;
  number: number;
  /** Where the list of files leads to. */
  id: string;
  file: Pick<PullFiles["files"][number], "path" | "change" | "newOid" | "additions" | "deletions"> & {
    readonly isLfs: boolean;
  };
  isViewed: boolean;
  /** Visitors mark nothing. */
  canMark: boolean;
  children: ReactNode;
}

/** A changed file, folded up once it was looked at. */
export function ReviewFile({ at, number, id, file, isViewed: wasViewed, canMark, children }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const boxId = useId();
  const [isViewed, setViewed] = useState(wasViewed);
  const [isOpen, setOpen] = useState(!wasViewed);
  const show = (viewed: boolean) => {
    setViewed(viewed);
    setOpen(!viewed);
  };
  const mark = useMutation(
    trpc.discussions.setFileViewed.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: (error) => {
        show(wasViewed);
        toast.error(error.message);
      },
    }),
  );
  const change = (viewed: boolean) => {
    show(viewed);
    mark.mutate({ ...at, number, path: file.path, blob: file.newOid, viewed });
  };
  return (
    <article id={id} className="grid min-w-0 scroll-mt-20 grid-cols-1 gap-2">
      <div className="flex min-w-0 items-center gap-2">
        <IconButton
          icon={isOpen ? ChevronDown : ChevronRight}
          size="sm"
          label={t(isOpen ? "foldFile" : "unfoldFile", { path: file.path })}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
        <h3 className="text-small flex min-w-0 flex-1 flex-wrap items-center gap-2 font-normal">
          <Badge>{t(`change.${file.change}`)}</Badge>
          <span className="min-w-0 font-mono break-all">{file.path}</span>
          {file.isLfs ? (
            <Badge>LFS</Badge>
          ) : (
            <>
              <span className="text-caption text-success tabular-nums">+{file.additions}</span>
              <span className="text-caption text-danger tabular-nums">−{file.deletions}</span>
            </>
          )}
        </h3>
        {canMark ? (
          <label htmlFor={boxId} className="text-small flex shrink-0 items-center gap-2">
            <Checkbox
              id={boxId}
              aria-label={t("viewedOf", { path: file.path })}
              checked={isViewed}
              onCheckedChange={(isOn) => change(isOn === true)}
            />
            {t("viewed")}
          </label>
        ) : null}
      </div>
      <div hidden={!isOpen} className={isOpen ? "grid min-w-0 grid-cols-1 gap-2" : undefined}>
        {children}
      </div>
    </article>
  );
}
