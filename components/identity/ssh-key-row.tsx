"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { AskFirst } from "@/components/patterns/ask-first";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { SshKey } from "@/server/identity/contract";
import { LastUse } from "./last-use";
import { useRefusalText } from "./refusal-text";

interface Props {
  sshKey: z.infer<typeof SshKey>;
  now: string;
  locale: string;
}

export function SshKeyRow({ sshKey, now, locale }: Props) {
  const t = useTranslations("sshKeySettings");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const remove = useMutation(
    trpc.identity.deleteSshKey.mutationOptions({ onSuccess: () => changed(t("deleted", { title: sshKey.title })) }),
  );
  return (
    <li className="flex items-start gap-4 px-4 py-3">
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="text-small flex flex-wrap items-center gap-2 font-medium">
          {sshKey.title}
          <Badge>{sshKey.algorithm.replace(/^ssh-|@openssh\.com$/g, "")}</Badge>
        </p>
        <p className="text-caption text-text-muted flex min-w-0 items-center gap-1">
          <code className="min-w-0 truncate font-mono">{sshKey.fingerprint}</code>
          <CopyButton text={sshKey.fingerprint} label={t("copyFingerprint")} size="xs" />
        </p>
        <LastUse
          added={t("added")}
          used={t("used")}
          never={t("never")}
          createdAt={sshKey.createdAt}
          lastUsedAt={sshKey.lastUsedAt}
          clock={{ now, locale }}
        />
      </div>
      <AskFirst
        button={(ask) => (
          <Button size="sm" variant="danger" onClick={ask}>
            {t("delete")}
          </Button>
        )}
        title={t("deleteTitle", { title: sshKey.title })}
        description={t("deleteText")}
        labels={{ cancel: t("cancel"), confirm: t("delete") }}
        work={remove}
        error={remove.error ? tell(remove.error) : undefined}
        onConfirm={() => remove.mutate({ keyId: sshKey.id })}
      />
    </li>
  );
}
