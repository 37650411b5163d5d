"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "../href";
import { useRepoChange } from "./use-repo-change";

interface Props {
  repo: NamedRepo;
  /** Accounts in whose name the viewer may own. */
  owners: readonly string[];
}

/** To another account of the viewer; the old address leads to the new one. */
export function TransferRepo({ repo, owners }: Props) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const others = owners.filter((name) => name !== repo.namespace);
  const [owner, setOwner] = useState(others[0] ?? "");
  const [isAsking, setAsking] = useState(false);
  const move = useMutation(
    trpc.hub.moveRepo.mutationOptions({
      onSuccess: async (moved) => {
        setAsking(false);
        await changed(t("transferred", { owner: moved.namespace }), hrefOf(moved));
      },
    }),
  );
  if (others.length === 0) return <p className="text-small text-text-muted">{t("noOwners")}</p>;
  const fullName = `${repo.namespace}/${repo.name}`;
  return (
    <div className="grid gap-3">
      <p className="text-small text-text-muted">{t("transferNote")}</p>
      <div className="flex flex-wrap items-end gap-2">
        <Field id="new-owner" label={t("newOwner")} className="min-w-0 flex-1 basis-48">
          <Select
            id="new-owner"
            value={owner}
            options={others.map((name) => ({ value: name, label: name }))}
            onValueChange={setOwner}
          />
        </Field>
        <Button variant="danger" onClick={() => setAsking(true)}>
          {t("transfer")}
        </Button>
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("transferTitle", { owner })}
        description={t("transferText", { owner })}
        labels={{ cancel: t("cancel"), confirm: t("transfer") }}
        typed={{ name: fullName, label: t("typeName", { name: fullName }) }}
        isDestructive
        isBusy={move.isPending}
        error={move.error?.message}
        onConfirm={() => move.mutate({ ...addressOf(repo), newNamespace: owner })}
      />
    </div>
  );
}
