"use client";

import { useQuery } from "@tanstack/react-query";
import { useMessages, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPC } from "@/components/data/trpc";
import { taskName } from "@/components/patterns/task-name";
import { Badge } from "@/components/ui/badge";
import { ByteSize } from "@/components/ui/byte-size";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { StatusDot } from "@/components/ui/status-dot";
import type { InstallPhase, RuntimePack } from "@/server/compute/contract";
import { PackActions } from "./pack-actions";

const BUSY: readonly InstallPhase[] = ["waiting", "copying", "installing"];
export const isInstalling = ({ install }: RuntimePack): boolean => install !== null && BUSY.includes(install.phase);

/** Programs that serve models; looks again while one is being installed. */
export function PackList({ packs }: { packs: RuntimePack[] }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.compute.listRuntimePacks.queryOptions(
      {},
      {
        initialData: { items: packs, nextCursor: null },
        refetchInterval: ({ state }) => (state.data?.items.some(isInstalling) ? 1_000 : false),
      },
    ),
  );
  return (
    <ul className="grid grid-cols-1 gap-4">
      {data.items.map((pack) => (
        <li key={pack.id}>
          <PackCard pack={pack} />
        </li>
      ))}
    </ul>
  );
}

function PackCard({ pack }: { pack: RuntimePack }) {
  const t = useTranslations("adminPacks");
  const { tasks } = useMessages();
  const { install, installedVersion, version } = pack;
  return (
    <Card>
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {pack.title}
            <PackState pack={pack} />
          </span>
        }
        description={installedVersion === version ? t("version", { version }) : t("offered", { version })}
        actions={<PackActions pack={pack} isBusy={isInstalling(pack)} />}
      />
      <CardBody className="grid gap-4">
        <dl className="text-small flex flex-wrap gap-x-8 gap-y-3">
          <Fact term={t("formats")}>
            {pack.formats.map((format) => (
              <Badge key={format}>{format}</Badge>
            ))}
          </Fact>
          <Fact term={t("tasks")}>
            {pack.tasks.map((task) => (
              <Badge key={task} tone="sunken">
                {taskName(tasks, task)}
              </Badge>
            ))}
          </Fact>
          <Fact term={pack.installedBytes === null ? t("needs") : t("takes")}>
            <ByteSize bytes={pack.installedBytes ?? pack.sizeBytes} />
          </Fact>
          <Fact term={t("usedBy")}>{t("workloads", { count: pack.usedBy })}</Fact>
        </dl>
        {install && isInstalling(pack) ? (
          <Progress label={t(`phases.${install.phase}`)} value={install.percent / 100} />
        ) : null}
        {install?.phase === "failed" ? (
          <Callout tone="danger" title={t("failed")}>
            <code className="break-all">{install.message}</code>
          </Callout>
        ) : null}
        {pack.isInstallable ? null : <Callout tone="warning" title={t("notHere")} />}
      </CardBody>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1">
      <dt className="text-caption text-text-muted">{term}</dt>
      <dd className="flex flex-wrap gap-1">{children}</dd>
    </div>
  );
}

function PackState({ pack }: { pack: RuntimePack }) {
  const t = useTranslations("adminPacks");
  const { installedVersion, version } = pack;
  if (isInstalling(pack)) return <StatusDot tone="info" isBusy label={t("states.installing")} />;
  if (installedVersion === null) return <StatusDot tone="idle" label={t("states.missing")} />;
  if (installedVersion !== version) {
    return <StatusDot tone="warning" label={t("states.old", { version: installedVersion })} />;
  }
  return <StatusDot tone="success" label={t("states.installed")} />;
}
