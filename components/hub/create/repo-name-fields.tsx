"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Controller } from "react-hook-form";
import { useTRPC } from "@/components/data/trpc";
import { useDebounced } from "@/components/hooks/use-debounced";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { NewRepoForm } from "./new-repo-values";

/** What is worth asking for; the server knows the whole rule. */
const COULD_BE = /^\w[\w.-]{0,95}$/;

/** Owner and name; whether the name is free is known before the form is sent. */
export function RepoNameFields({ form, owners }: { form: NewRepoForm; owners: readonly string[] }) {
  const t = useTranslations("newRepo");
  const state = useNameState(form);
  const { errors } = form.formState;
  // What the server said has no type; the contract of a name speaks English.
  const refusal = errors.name?.type ? t("nameRefused") : errors.name?.message;
  const refused = refusal ?? (state === "taken" ? t("taken") : undefined);
  return (
    <>
      <Controller
        name="namespace"
        control={form.control}
        render={({ field }) => (
          <Field id="namespace" label={t("owner")} help={t("ownerHelp")} error={errors.namespace?.message}>
            <Select
              id="namespace"
              value={field.value ?? ""}
              options={owners.map((owner) => ({ value: owner, label: owner }))}
              onValueChange={(owner) => {
                form.setValue("resourceGroup", undefined); // it was one of the owner before
                field.onChange(owner);
              }}
              describedBy="namespace-help"
            />
          </Field>
        )}
      />
      <Field id="name" label={t("name")} help={state === "free" ? t("free") : t("nameHelp")} error={refused}>
        <Input
          id="name"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={refused ? true : undefined}
          aria-describedby="name-help"
          {...form.register("name")}
        />
      </Field>
    </>
  );
}

/** Asks for the address once the typing rests: what is there is taken, what only leads elsewhere is free. */
function useNameState(form: NewRepoForm): "free" | "taken" | "unknown" {
  const trpc = useTRPC();
  const [shelf, namespace = "", typed = ""] = form.watch(["shelf", "namespace", "name"]);
  const name = useDebounced(typed, 300);
  const isAsked = name === typed && COULD_BE.test(name);
  const found = useQuery(
    trpc.hub.getRepo.queryOptions({ shelf, namespace, name }, { enabled: isAsked, retry: false, staleTime: 5_000 }),
  );
  if (!isAsked || found.isPending) return "unknown";
  if (found.data) return found.data.movedFrom === null ? "taken" : "free";
  return found.error?.data?.code === "NOT_FOUND" ? "free" : "unknown";
}
