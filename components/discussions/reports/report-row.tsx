"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { RepoReport } from "@/server/discussions/contract/rules";
import type { RepoAddress } from "@/server/hub/contract/repo";

interface Props {
  at: RepoAddress;
  report: RepoReport;
  clock: { readonly now: string; readonly locale: string };
}

/** What was said, why and by whom it was reported, and what becomes of it. */
export function ReportRow({ at, report, clock }: Props) {
  const t = useTranslations("repoReports");
  const { id: reportId, excerpt, reason, reporter, author, isHidden, number, title, url, createdAt } = report;
  const settle = useSettle();
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-3">
      <div className="grid min-w-0 flex-1 basis-72 gap-1">
        <p className="text-small flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <Link href={url} className="min-w-0 wrap-anywhere hover:underline">
            {title} <span className="text-text-muted font-normal">#{number}</span>
          </Link>
          {isHidden ? <Badge>{t("hidden")}</Badge> : null}
        </p>
        <blockquote dir="auto" className="text-small text-text-muted border-l-2 pl-3 wrap-anywhere">
          {excerpt === "" ? t("wordless") : excerpt}
        </blockquote>
        <p dir="auto" className="text-small wrap-anywhere">
          <span className="text-text-muted">{t("reason")}</span> {reason}
        </p>
        <p className="text-caption text-text-muted flex flex-wrap gap-x-3">
          <span>{t("by", { name: author?.name ?? t("gone") })}</span>
          <span>
            {t("reportedBy", { name: reporter?.name ?? t("gone") })}{" "}
            <RelativeTime at={createdAt.toISOString()} {...clock} />
          </span>
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {isHidden ? null : (
          <Button
            size="sm"
            variant="danger"
            busy={settle.isPending}
            onClick={() => settle.mutate({ ...at, reportId, hide: true })}
          >
            {t("hide")}
          </Button>
        )}
        <Button size="sm" busy={settle.isPending} onClick={() => settle.mutate({ ...at, reportId, hide: false })}>
          {t("dismiss")}
        </Button>
      </div>
    </li>
  );
}

function useSettle() {
  const t = useTranslations("repoReports");
  const router = useRouter();
  return useMutation(
    useTRPC().discussions.settleRepoReport.mutationOptions({
      onSuccess: (_nothing, { hide }) => {
        toast.success(t(hide ? "hiddenNow" : "dismissed"));
        router.refresh();
      },
      onError: (error) => void toast.error(error.message),
    }),
  );
}
