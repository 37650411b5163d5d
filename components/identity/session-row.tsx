"use client";

import { useMutation } from "@tanstack/react-query";
import { Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { Session } from "@/server/identity/contract";
import { deviceOf } from "./device";
import { useRefusalText } from "./refusal-text";

interface Props {
  session: z.infer<typeof Session>;
  now: string;
  locale: string;
}

export function SessionRow({ session, now, locale }: Props) {
  const t = useTranslations("sessionSettings");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const end = useMutation(
    trpc.identity.revokeSession.mutationOptions({
      onSuccess: () => changed(t("ended")),
      onError: (error) => void toast.error(tell(error)),
    }),
  );
  const { browser, system, isPhone } = deviceOf(session.device);
  const Icon = isPhone ? Smartphone : Monitor;
  const name = browser && system ? t("on", { browser, system }) : (browser ?? system ?? t("unknown"));
  return (
    <li className="flex items-center gap-4 px-4 py-3">
      <Icon aria-hidden className="text-text-muted size-5 shrink-0" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="text-small flex flex-wrap items-center gap-x-2 gap-y-1 font-medium" title={session.device}>
          {name}
          {session.isCurrent ? <Badge tone="success">{t("current")}</Badge> : null}
        </p>
        <p className="text-caption text-text-muted flex flex-wrap gap-x-3">
          <span>{session.address ?? t("noAddress")}</span>
          <span>
            {t("seen")} <RelativeTime at={session.seenAt.toISOString()} now={now} locale={locale} />
          </span>
        </p>
      </div>
      {session.isCurrent ? null : (
        <Button size="sm" busy={end.isPending} onClick={() => end.mutate({ sessionId: session.id })}>
          {t("end")}
        </Button>
      )}
    </li>
  );
}
