"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LogView } from "@/components/patterns/log-view";
import { Callout } from "@/components/ui/callout";
import { IconButton } from "@/components/ui/icon-button";
import { EMPTY_LOG, followLog, type Log, type ReadLine } from "./follow-log";
import { levelOf } from "./log-level";

interface Props {
  id: string;
  /** One process of one replica; all of them when absent. */
  only?: { readonly replica: number; readonly attempt: number };
}

const FIRST_LINES = 500;

/** The log as it grows. A pause keeps what is shown; reading goes on behind it. */
export function DeploymentLogs({ id, only }: Props) {
  const t = useTranslations("deployment");
  const log = useLog(id, only);
  const [paused, setPaused] = useState<Log | null>(null);
  const shown = paused ?? log.data;
  const waiting = paused ? log.data.lines.length + log.data.dropped - paused.lines.length - paused.dropped : 0;
  const place = new URLSearchParams(only ? { replica: String(only.replica), attempt: String(only.attempt) } : {});
  const sourceOf = ({ replica }: ReadLine) => (replica === null ? t("platform") : t("replica", { number: replica }));
  const isLive = log.data.connection === "live" && !paused;
  return (
    <>
      {log.problem ? <Callout tone="danger" title={log.problem} className="mx-4 mb-3" /> : null}
      <LogView
        label={t("logs")}
        lines={shown.lines.map((line) => ({
          id: line.id,
          at: line.time.toISOString().slice(11, 23),
          source: sourceOf(line),
          level: levelOf(line),
          text: line.line,
        }))}
        state={{ label: paused ? t("paused", { count: waiting }) : t(`connections.${log.data.connection}`), isLive }}
        downloadHref={`/api/v1/deployments/${id}/logs/download?${place}`}
        downloadLabel={t("download")}
        empty={t("noLines")}
        actions={
          <IconButton
            icon={paused ? Play : Pause}
            label={paused ? t("goOn") : t("pause")}
            size="sm"
            aria-pressed={paused !== null}
            onClick={() => setPaused(paused ? null : log.data)}
          />
        }
      />
    </>
  );
}

/** Reading is a query that ends when nobody looks any more; what was read so far is its data. */
function useLog(id: string, only: Props["only"]): { readonly data: Log; readonly problem: string | undefined } {
  const queryClient = useQueryClient();
  const queryKey = ["deployment-log", id, only?.replica, only?.attempt] as const;
  const query = new URLSearchParams({
    follow: "true",
    tail: String(FIRST_LINES),
    ...(only && { replica: String(only.replica), attempt: String(only.attempt) }),
  });
  const { data, error } = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      followLog(`/api/v1/deployments/${id}/logs?${query}`, {
        signal,
        onChange: (log) => queryClient.setQueryData(queryKey, log),
      }),
    initialData: EMPTY_LOG,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return { data, problem: error?.message };
}
