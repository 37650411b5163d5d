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

const wantsPassword = ({ data }: Refusal): boolean => data?.domain?.code === "reauthentication_required";

/** Some decisions want a password that was typed lately: asks for it only after such a refusal, then goes on. */
export function usePasswordGate() {
  const t = useTranslations("adminConfirm");
  const trpc = useTRPC();
  const [isAsked, setIsAsked] = useState(false);
  const [password, setPassword] = useState("");
  const confirm = useMutation(trpc.identity.confirmPassword.mutationOptions());

  return {
    isBusy: confirm.isPending,
    /** Asks for the password where that answers the refusal. */
    heed(refusal: Refusal) {
      if (wantsPassword(refusal)) setIsAsked(true);
    },
    /** What the refusal says, unless the password answers it; `words` says it in the reader's language, by its code. */
    wordsOf(refusal: (Refusal & { readonly message: string }) | null, words: Readonly<Record<string, string>> = {}) {
      if (refusal === null || wantsPassword(refusal)) return undefined;
      return words[refusal.data?.domain?.code ?? ""] ?? refusal.message;
    },
    /** Goes on once the password is right; at once while none was asked for. */
    pass(goOn: () => void) {
      if (!isAsked) return goOn();
      const onSuccess = () => {
        setIsAsked(false);
        setPassword("");
        goOn();
      };
      confirm.mutate({ password }, { onSuccess });
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
