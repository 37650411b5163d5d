"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { problemOf, useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Checkbox } from "@/components/ui/checkbox";
import { toast } from "@/components/ui/toast";
import type { PlatformRole } from "@/server/identity/contract";
import { PLATFORM_ROLES } from "@/server/kernel/contract/roles";

interface Props {
  username: string;
  roles: readonly PlatformRole[];
  onClose: () => void;
}

/** What somebody may do on the whole installation. */
export function PlatformRolesDialog({ username, roles, onClose }: Props) {
  const t = useTranslations("adminRoles");
  const trpc = useTRPC();
  const router = useRouter();
  const stepUp = useStepUp();
  const [chosen, setChosen] = useState<readonly PlatformRole[]>(roles);
  const save = useMutation(
    trpc.identity.setPlatformRoles.mutationOptions({
      onSuccess: () => {
        toast.success(t("done", { username }));
        onClose();
        router.refresh();
      },
      onError: (refusal, asked) => void stepUp.asks(refusal, () => save.mutate(asked)),
    }),
  );
  const toggle = (role: PlatformRole, isOn: boolean) =>
    setChosen(isOn ? [...chosen, role] : chosen.filter((other) => other !== role));
  return (
    <>
      <ConfirmDialog
        open={stepUp.dialog === null}
        onOpenChange={onClose}
        title={t("title", { username })}
        description={t("text")}
        labels={{ cancel: t("cancel"), confirm: t("submit") }}
        isBusy={save.isPending}
        error={problemOf(save.error, { last_owner: t("lastOwner"), role_above_own: t("aboveOwn") })}
        onConfirm={() => save.mutate({ username, roles: [...chosen] })}
      >
        <ul className="grid gap-3">
          {PLATFORM_ROLES.map((role) => (
            <li key={role} className="flex items-start gap-3">
              <Checkbox
                id={`role-${role}`}
                checked={chosen.includes(role)}
                onCheckedChange={(isOn) => toggle(role, isOn === true)}
                aria-describedby={`role-${role}-help`}
                className="mt-0.5"
              />
              <div className="grid gap-0.5">
                <label htmlFor={`role-${role}`} className="text-small font-medium">
                  {t(`roles.${role}`)}
                </label>
                <p id={`role-${role}-help`} className="text-caption text-text-muted">
                  {t(`help.${role}`)}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </ConfirmDialog>
      {stepUp.dialog}
    </>
  );
}
