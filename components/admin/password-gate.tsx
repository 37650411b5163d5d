"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface Refusal {
  readonly data?: { readonly domain?: { readonly code: string } | null } | null | undefined;
}

/** Some decisions want a password that was typed lately: asks for it only after such a refusal, then goes on. */
export function usePasswordGate() {
  const t = useTranslations("adminConfirm");
  const trpc = useTRPC();
  const [isAsked, setIsAsked] = useState(false);
  const [password, setPassword] = useState("");
  const confirm = useMutation(trpc.identity.confirmPassword.mutationOptions());

  return {
    isBusy: confirm.isPending,
    /** Tells whether the refusal is answered by a password; it is asked for then. */
    takes({ data }: Refusal): boolean {
      const takes = data?.domain?.code === "reauthentication_required";
      if (takes) setIsAsked(true);
      return takes;
    },
    /** Goes on once the password is right; at once while none was asked for. */
    pass(goOn: () => void) {
      if (!isAsked) return goOn();
      confirm.mutate({ password }, { onSuccess: goOn });
    },
    field: isAsked ? (
      <Field id="gate-password" label={t("password")} help={t("passwordHelp")} error={confirm.error?.message}>
        <Input
          id="gate-password"
          type="password"
          autoComplete="current-password"
          aria-describedby="gate-password-help"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
    ) : null,
  };
}
