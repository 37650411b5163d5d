"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { NotificationChannel, NotificationKind } from "@/server/notifications/contract";

type Channels = Readonly<Record<NotificationKind, NotificationChannel>>;

const GROUPS = [
  { group: "discussions", kinds: ["discussionMention", "discussionNews", "commentReported"] },
  { group: "repositories", kinds: ["repoUpdated", "repoTagged", "mirrorFailed"] },
  { group: "access", kinds: ["accessRequested", "accessAccepted", "accessRejected"] },
  { group: "security", kinds: ["secretsFound", "tokenExposed"] },
  { group: "organizations", kinds: ["memberAdded", "memberRemoved", "teamMemberRemoved", "invitationAccepted"] },
  { group: "budgets", kinds: ["budgetReached"] },
  { group: "deployments", kinds: ["deploymentFailed", "deploymentRecovered"] },
] as const;
const CHANNELS: readonly NotificationChannel[] = ["mail", "list", "off"];
const isChannel = (value: string): value is NotificationChannel => CHANNELS.some((channel) => channel === value);

/** How one is told of what; each choice is kept at once, and taken back when it could not be. */
export function ChannelTable({ channels }: { channels: Channels }) {
  const t = useTranslations("channelTable");
  const [chosen, setChosen] = useState(channels);
  const update = useMutation(useTRPC().notifications.updatePreferences.mutationOptions());
  const choose = (kind: NotificationKind, channel: string) => {
    if (!isChannel(channel)) return;
    const before = chosen[kind];
    setChosen({ ...chosen, [kind]: channel });
    update.mutate(
      { channels: { [kind]: channel } },
      {
        onSuccess: () => toast.success(t("saved")),
        onError: ({ message }) => {
          setChosen((now) => ({ ...now, [kind]: before }));
          toast.error(message);
        },
      },
    );
  };
  const options = CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }));
  return (
    <div className="grid gap-6">
      {GROUPS.map(({ group, kinds }) => (
        <section key={group} className="grid gap-2">
          <h3 className="text-small font-medium">{t(`groups.${group}`)}</h3>
          <ul className="rounded-card bg-surface-raised divide-y border">
            {kinds.map((kind) => (
              <li key={kind} className="flex flex-wrap items-center justify-between gap-3 px-4 py-2.5">
                <span className="text-small min-w-0 flex-1 basis-48">{t(`kinds.${kind}`)}</span>
                <Select
                  size="sm"
                  label={t(`kinds.${kind}`)}
                  options={options}
                  value={chosen[kind]}
                  onValueChange={(channel) => choose(kind, channel)}
                  className="w-44"
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
