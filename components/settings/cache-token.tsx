"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";

/** The token that is shown to the other hub: it can be given and forgotten, and is never shown. */
export function CacheToken({ hasToken }: { hasToken: boolean }) {
  const t = useTranslations("adminCacheForm");
  const trpc = useTRPC();
  const router = useRouter();
  const [credential, setCredential] = useState("");
  const change = useMutation(
    trpc.mirror.setCacheToken.mutationOptions({
      onSuccess: () => {
        setCredential("");
        toast.success(t("tokenSaved"));
        router.refresh();
      },
    }),
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (credential.trim() !== "") change.mutate({ credential: credential.trim() });
  };
  return (
    <form method="post" className="max-w-form grid gap-4" onSubmit={send}>
      <Field
        id="cacheToken"
        label={t("token")}
        help={hasToken ? t("tokenSet") : t("tokenHelp")}
        error={change.error?.message}
      >
        <Input
          id="cacheToken"
          type="password"
          autoComplete="off"
          aria-describedby="cacheToken-help"
          maxLength={4_000}
          value={credential}
          onChange={({ target }) => setCredential(target.value)}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={change.isPending}>
          {t("saveToken")}
        </Button>
        {hasToken ? (
          <Button onClick={() => change.mutate({ credential: null })} busy={change.isPending}>
            {t("forgetToken")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
