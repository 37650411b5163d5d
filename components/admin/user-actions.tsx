"use client";

import { useMutation } from "@tanstack/react-query";
import { Ban, CircleCheck, Ellipsis, HardDrive, KeyRound, RotateCcw, ShieldCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { FloatButton } from "@/components/ui/float-button";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import type { PlatformRole } from "@/server/identity/contract";
import { PlatformRolesDialog } from "./platform-roles-dialog";
import { ResetLinkDialog } from "./reset-link-dialog";
import { StorageLimitDialog } from "./storage-limit-dialog";

export type UserState = "active" | "disabled" | "deleted";

interface Props {
  username: string;
  state: UserState;
  roles: readonly PlatformRole[];
}

type Step = "reset" | "roles" | "storage" | "disable" | "enable" | "restore";

/** What an administrator can do with one account. */
export function UserActions({ username, state, roles }: Props) {
  const t = useTranslations("adminUserActions");
  const [step, setStep] = useState<Step | null>(null);
  const close = () => setStep(null);
  const item = (to: Step) => ({ onSelect: () => setStep(to), children: t(`${to}.open`) });
  return (
    <>
      <FloatButton popup="menu" trigger={<IconButton icon={Ellipsis} label={t("menu", { username })} />}>
        {(float) => (
          <DropdownMenu float={float}>
            {state === "deleted" ? <MenuItem icon={<RotateCcw aria-hidden />} {...item("restore")} /> : null}
            {state === "deleted" ? null : (
              <>
                <MenuItem icon={<KeyRound aria-hidden />} {...item("reset")} />
                <MenuItem icon={<ShieldCheck aria-hidden />} {...item("roles")} />
                <MenuItem icon={<HardDrive aria-hidden />} {...item("storage")} />
              </>
            )}
            {state === "disabled" ? <MenuItem icon={<CircleCheck aria-hidden />} {...item("enable")} /> : null}
            {state === "active" ? <MenuItem isDanger icon={<Ban aria-hidden />} {...item("disable")} /> : null}
          </DropdownMenu>
        )}
      </FloatButton>
      {step === "reset" ? <ResetLinkDialog username={username} onClose={close} /> : null}
      {step === "roles" ? <PlatformRolesDialog username={username} roles={roles} onClose={close} /> : null}
      {step === "storage" ? <StorageLimitDialog name={username} onClose={close} /> : null}
      {step === "disable" || step === "enable" || step === "restore" ? (
        <ChangeState username={username} to={step} onClose={close} />
      ) : null}
    </>
  );
}

interface ChangeProps {
  username: string;
  to: "disable" | "enable" | "restore";
  onClose: () => void;
}

function ChangeState({ username, to, onClose }: ChangeProps) {
  const t = useTranslations("adminUserActions");
  const trpc = useTRPC();
  const router = useRouter();
  const done = {
    onSuccess: () => {
      toast.success(t(`${to}.done`, { username }));
      onClose();
      router.refresh();
    },
  };
  const changes = {
    disable: useMutation(trpc.identity.disableUser.mutationOptions(done)),
    enable: useMutation(trpc.identity.enableUser.mutationOptions(done)),
    restore: useMutation(trpc.identity.restoreAccount.mutationOptions(done)),
  };
  const change = changes[to];
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t(`${to}.title`, { username })}
      description={t(`${to}.text`)}
      labels={{ cancel: t("cancel"), confirm: t(`${to}.submit`) }}
      isDestructive={to === "disable"}
      isBusy={change.isPending}
      error={change.error?.message}
      onConfirm={() => change.mutate({ username })}
    />
  );
}
