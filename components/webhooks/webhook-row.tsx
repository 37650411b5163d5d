"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Webhook } from "@/server/webhooks/contract";

export function WebhookRow({ webhook }: { webhook: Webhook }) {
  const t = useTranslations("webhookRow");
  const trpc = useTRPC();
  const router = useRouter();
  const { id, url, watched, isEnabled, isSigned, failures } = webhook;
  const tell = (error: { message: string }) => toast.error(error.message);
  const done = { onSuccess: () => router.refresh(), onError: tell };
  const update = useMutation(trpc.webhooks.updateWebhook.mutationOptions(done));
  const probe = useMutation(
    trpc.webhooks.testWebhook.mutationOptions({
      onSuccess: () => {
        toast.success(t("testQueued"));
        router.refresh();
      },
      onError: tell,
    }),
  );
  const remove = useMutation(trpc.webhooks.deleteWebhook.mutationOptions({ onSuccess: () => router.refresh() }));
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <div className="grid min-w-0 flex-1 basis-full gap-1 sm:basis-56">
        <p className="text-small flex min-w-0 items-center gap-2">
          <Link href={`/settings/webhooks/${id}`} className="truncate font-medium hover:underline">
            {url}
          </Link>
          {isEnabled ? null : <Badge tone="warning">{t("disabled")}</Badge>}
          {isSigned ? <Badge>{t("signed")}</Badge> : null}
        </p>
        <p className="text-caption text-text-muted break-words">
          {watched.map(({ name }) => name).join(", ")}
          {failures > 0 ? ` · ${t("failures", { count: failures })}` : null}
        </p>
      </div>
      <Button size="sm" busy={probe.isPending} disabled={!isEnabled} onClick={() => probe.mutate({ id })}>
        {t("test")}
      </Button>
      <Button size="sm" busy={update.isPending} onClick={() => update.mutate({ id, isEnabled: !isEnabled })}>
        {t(isEnabled ? "disable" : "enable")}
      </Button>
      <AskFirst
        button={(ask) => (
          <Button size="sm" variant="danger" onClick={ask}>
            {t("delete")}
          </Button>
        )}
        title={t("deleteTitle")}
        description={t("deleteText")}
        labels={{ cancel: t("cancel"), confirm: t("delete") }}
        work={remove}
        onConfirm={(close) => remove.mutate({ id }, { onSuccess: close })}
      />
    </li>
  );
}
