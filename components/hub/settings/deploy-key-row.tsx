"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DeployKey } from "@/server/hub/contract/deploy-key";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "./use-repo-change";

interface Props {
  repo: NamedRepo;
  deployKey: DeployKey;
  clock: { readonly now: string; readonly locale: string };
}

export function DeployKeyRow({ repo, deployKey, clock }: Props) {
  const t = useTranslations("deployKeys");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const { id: keyId, title, fingerprint, canWrite, addedBy, createdAt, lastUsedAt } = deployKey;
  const remove = useMutation(
    trpc.hub.deleteDeployKey.mutationOptions({ onSuccess: () => changed(t("deleted", { title })) }),
  );
  return (
    <li className="flex items-start gap-4 px-4 py-3">
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="text-small flex flex-wrap items-center gap-2 font-medium">
          {title}
          <Badge>{canWrite ? t("readWrite") : t("readOnly")}</Badge>
        </p>
        <p className="text-caption text-text-muted flex min-w-0 items-center gap-1">
          <code className="min-w-0 truncate font-mono">{fingerprint}</code>
          <CopyButton text={fingerprint} label={t("copyFingerprint")} size="xs" />
        </p>
        <p className="text-caption text-text-muted flex flex-wrap gap-x-3">
          <span>
            {addedBy === null ? t("added") : t("addedBy", { name: addedBy })}{" "}
            <RelativeTime at={createdAt.toISOString()} {...clock} />
          </span>
          <span>
            {lastUsedAt ? t("used") : t("never")}{" "}
            {lastUsedAt ? <RelativeTime at={lastUsedAt.toISOString()} {...clock} /> : null}
          </span>
        </p>
      </div>
      <AskFirst
        button={(ask) => (
          <Button size="sm" variant="danger" onClick={ask}>
            {t("delete")}
          </Button>
        )}
        title={t("deleteTitle", { title })}
        description={t("deleteText")}
        labels={{ cancel: t("cancel"), confirm: t("delete") }}
        work={remove}
        onConfirm={() => remove.mutate({ ...addressOf(repo), keyId })}
      />
    </li>
  );
}
