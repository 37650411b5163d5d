"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { NotSavedNote } from "@/components/patterns/not-saved-note";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { CreateOrganizationInput } from "@/server/identity/contract";
import { useRefusalText } from "./refusal-text";

type Values = z.infer<typeof CreateOrganizationInput>;

export function OrganizationForm() {
  const t = useTranslations("organizations");
  const trpc = useTRPC();
  const router = useRouter();
  const tell = useRefusalText();
  const form = useForm<Values>({
    resolver: contractResolver(async () => (await import("@/server/identity/contract")).CreateOrganizationInput),
    defaultValues: { name: "" },
  });
  const create = useMutation(
    trpc.identity.createOrganization.mutationOptions({
      onSuccess: ({ name }) => {
        router.push(`/${name}`);
        router.refresh();
      },
      onError: (error) => {
        const isTaken = error.data?.domain?.code === "name_taken";
        form.setError(isTaken ? "name" : "root", { type: "server", message: tell(error) });
      },
    }),
  );
  const { errors } = form.formState;
  const nameError = errors.name?.type === "server" ? errors.name.message : errors.name && t("nameRule");
  return (
    <form className="max-w-form grid grid-cols-1 gap-5" onSubmit={form.handleSubmit((values) => create.mutate(values))}>
      <Field id="name" label={t("name")} help={t("nameHelp")} error={nameError}>
        <Input
          id="name"
          autoComplete="off"
          autoCapitalize="none"
          aria-describedby="name-help"
          {...form.register("name")}
        />
      </Field>
      <Field
        id="displayName"
        label={t("displayName")}
        aside={t("optional")}
        help={t("displayNameHelp")}
        error={errors.displayName && t("displayNameRule")}
      >
        <Input
          id="displayName"
          autoComplete="off"
          aria-describedby="displayName-help"
          {...form.register("displayName", { setValueAs: (text?: string) => text?.trim() || undefined })}
        />
      </Field>
      {errors.root?.message ? <Callout tone="danger" title={errors.root.message} /> : null}
      <NotSavedNote errors={errors} />
      <Button type="submit" variant="primary" busy={create.isPending} className="justify-self-start">
        {t("create")}
      </Button>
    </form>
  );
}
