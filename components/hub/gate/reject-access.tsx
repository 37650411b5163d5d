"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  repo: NamedRepo;
  username: string;
  /** Turns away who asked, or takes back what was given. */
  act: "reject" | "revoke";
}

/** Says what follows and takes a reason, which the person reads. */
export function RejectAccess({ repo, username, act }: Props) {
  const t = useTranslations("access");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const id = useId();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const decide = useMutation(
    trpc.hub.decideAccess.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        setReason("");
        await changed(t("decided.rejected", { name: username }));
      },
    }),
  );
  const given = reason.trim();
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        {t(act)}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("rejectTitle", { name: username })}
        description={t("rejectText")}
        labels={{ cancel: t("cancel"), confirm: t(act) }}
        isDestructive
        isBusy={decide.isPending}
        error={decide.error?.message}
        onConfirm={() =>
          decide.mutate({ ...addressOf(repo), username, status: "rejected", ...(given && { reason: given }) })
        }
      >
        <Field id={id} label={t("reason")} aside={t("optional")} help={t("reasonHelp", { name: username })}>
          <Textarea
            id={id}
            rows={3}
            maxLength={500}
            aria-describedby={`${id}-help`}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </ConfirmDialog>
    </>
  );
}
