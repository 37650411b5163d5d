"use client";

import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "./href";

const LOOK_MS = 2_000;

interface Props {
  repo: NamedRepo;
  /** Whether the viewer may change the mirror. */
  isAdmin: boolean;
  locale: string;
}

/** What a repository is a mirror of, and how old it is. */
export function MirrorLine({ repo, isAdmin, locale }: Props) {
  const t = useTranslations("mirrorLine");
  const trpc = useTRPC();
  const { data, dataUpdatedAt } = useQuery(
    trpc.mirror.getMirrorOrigin.queryOptions(addressOf(repo), {
      refetchInterval: ({ state }) => (isUnderWay(state.data?.status) ? LOOK_MS : false),
    }),
  );
  if (!data?.place || !data.url) return <p className="text-small text-text-muted">{t("mirror")}</p>;
  const { place, url, syncedAt, status, isOneOff, isUntried } = data;
  const link = () => (
    <TextLink href={url} className="break-all">
      {place}
    </TextLink>
  );
  const at = syncedAt?.toISOString();
  return (
    <p className="text-small text-text-muted flex flex-wrap items-center gap-x-2 gap-y-1">
      <RefreshCw aria-hidden className="size-4 shrink-0" />
      <span>{t.rich(isOneOff ? "importOf" : "mirrorOf", { link })}</span>
      {at ? (
        <span>
          {t.rich("synced", {
            when: () => <RelativeTime at={at} now={new Date(dataUpdatedAt).toISOString()} locale={locale} />,
          })}
        </span>
      ) : null}
      {isUntried && !isUnderWay(status) ? <span>{t("untried")}</span> : null}
      {status !== null && status !== "succeeded" && (isUnderWay(status) || !isUntried) ? (
        <span>{t(`status.${status}`)}</span>
      ) : null}
      {isAdmin ? <TextLink href={hrefOf(repo, "settings", "mirrors")}>{t("manage")}</TextLink> : null}
    </p>
  );
}

const isUnderWay = (status: string | null | undefined): boolean => status === "queued" || status === "running";
