"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CreateRepoInput, type Shelf } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

const VISIBILITIES = ["public", "internal", "private"] as const;
const SELECT = "rounded-control border-border-control bg-surface-raised text-small h-9 border px-2";

interface Props {
  shelf: Shelf;
  owners: readonly string[];
}

export function NewRepoForm({ shelf, owners }: Props) {
  const t = useTranslations("newRepo");
  const trpc = useTRPC();
  const router = useRouter();
  const form = useForm<z.input<typeof CreateRepoInput>, unknown, z.output<typeof CreateRepoInput>>({
    resolver: zodResolver(CreateRepoInput),
    defaultValues: { shelf, namespace: owners[0], visibility: "private", ...(shelf === "spaces" && { sdk: "static" }) },
  });
  const create = useMutation(
    trpc.hub.createRepo.mutationOptions({
      onSuccess: (repo) => router.push(hrefOf(repo)),
      onError: (error) => form.setError("root", { message: error.message }),
    }),
  );

  const { errors } = form.formState;
  return (
    <form className="max-w-form grid gap-5" onSubmit={form.handleSubmit((values) => create.mutate(values))}>
      <Field id="namespace" label={t("owner")} help={t("ownerHelp")}>
        <select id="namespace" className={SELECT} {...form.register("namespace")}>
          {owners.map((owner) => (
            <option key={owner}>{owner}</option>
          ))}
        </select>
      </Field>
      <Field id="name" label={t("name")} error={errors.name?.message}>
        <Input id="name" autoComplete="off" {...form.register("name")} />
      </Field>
      <Field id="visibility" label={t("visibility")} help={t("visibilityHelp")}>
        <select id="visibility" className={SELECT} {...form.register("visibility")}>
          {VISIBILITIES.map((value) => (
            <option key={value} value={value}>
              {t(value)}
            </option>
          ))}
        </select>
      </Field>
      {errors.root?.message ? <Callout tone="danger" title={errors.root.message} /> : null}
      <Button type="submit" variant="primary" disabled={create.isPending} className="justify-self-start">
        {t("submit")}
      </Button>
    </form>
  );
}
