"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RadioGroup } from "@/components/ui/radio-group";
import type { ApproveDeviceLoginInput, DeviceLogin } from "@/server/identity/contract";
import { useRefusalText } from "./refusal-text";

/** Weakest first; written out, so that the page need not bring what checks inputs. */
const ROLES: readonly z.infer<typeof ApproveDeviceLoginInput>["role"][] = ["read", "write"];

interface Props {
  login: DeviceLogin;
  onAnswered: (isIn: boolean) => void;
  onBack: () => void;
}

/** Who asks, what for, and the two answers. */
export function DeviceRequest({ login, onAnswered, onBack }: Props) {
  const t = useTranslations("deviceLogin");
  const { approve, deny, stepUp, error } = useAnswers(onAnswered);
  const { userCode } = login;
  const roles = ROLES.filter((role) => role === "read" || login.asksToWrite);
  const [role, setRole] = useState(roles.at(-1) ?? "read");
  const facts = [
    [t("client"), login.client],
    [t("device"), login.device],
    [t("address"), login.address ?? ""],
  ].filter(([, value]) => value !== "");
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="grid gap-1">
        <p className="text-small">{t("compare")}</p>
        <p className="text-display font-mono">{userCode}</p>
      </div>
      <dl className="text-small grid gap-2">
        {facts.map(([term, value]) => (
          <div key={term} className="grid gap-0.5">
            <dt className="text-text-muted">{term}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <Callout tone="warning" title={t("warning")} />
      <fieldset className="grid gap-1.5">
        <legend className="text-small pb-1.5 font-medium">{t("role")}</legend>
        <RadioGroup
          label={t("role")}
          variant="cards"
          value={role}
          onValueChange={(next) => setRole(roles.find((one) => one === next) ?? "read")}
          options={roles.map((value) => ({ value, label: t(`roles.${value}`), help: t(`roleHelp.${value}`) }))}
        />
      </fieldset>
      {error ? <Callout tone="danger" title={error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" busy={approve.isPending} onClick={() => approve.mutate({ userCode, role })}>
          {t("approve")}
        </Button>
        <Button variant="danger" busy={deny.isPending} onClick={() => deny.mutate({ userCode })}>
          {t("deny")}
        </Button>
        <Button variant="ghost" onClick={onBack}>
          {t("back")}
        </Button>
      </div>
      {stepUp.dialog}
    </div>
  );
}

function useAnswers(onAnswered: Props["onAnswered"]) {
  const t = useTranslations("deviceLogin");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const stepUp = useStepUp();
  const [error, setError] = useState<string>();
  const fail = (refusal: Parameters<typeof stepUp.asks>[0]) =>
    setError(refusal.data?.domain?.code === "not_found" ? t("unknown") : tell(refusal));
  const approve = useMutation(
    trpc.identity.approveDeviceLogin.mutationOptions({
      onMutate: () => setError(undefined),
      onSuccess: () => onAnswered(true),
      onError: (refusal, wanted) => {
        if (!stepUp.asks(refusal, () => approve.mutate(wanted))) fail(refusal);
      },
    }),
  );
  const deny = useMutation(
    trpc.identity.denyDeviceLogin.mutationOptions({ onSuccess: () => onAnswered(false), onError: fail }),
  );
  return { approve, deny, stepUp, error };
}
