"use client";

import { useTranslations } from "next-intl";
import { Controller, useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ChoiceField } from "@/components/ui/choice-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import type { DeploymentDetails, FrameworkInfo } from "@/server/inference/contract";
import { fieldErrors } from "./deploy-errors";
import { numberOf } from "./number-of";
import { ParamFields } from "./param-fields";
import { useChanges } from "./use-changes";

interface Values {
  replicas: number | undefined;
  shared: boolean;
  params: Record<string, unknown>;
}

interface Props {
  deployment: DeploymentDetails;
  framework: FrameworkInfo | undefined;
}

/** Replicas, sharing and the settings of the framework. Only what was changed is sent: settings restart the programs. */
export function DeploymentSettings({ deployment: { id, replicas, shared, params, can }, framework }: Props) {
  const t = useTranslations("deployment");
  const { update } = useChanges(id);
  const form = useForm<Values>({ defaultValues: { replicas, shared, params: { ...params } } });
  const { errors, dirtyFields } = form.formState;
  const paramErrors: Readonly<Record<string, unknown>> = errors.params ?? {};
  const save = (values: Values) => {
    const stated = Object.fromEntries(Object.entries(values.params).filter(([, value]) => value !== undefined));
    const changes = {
      ...(dirtyFields.replicas && values.replicas !== undefined && { replicas: values.replicas }),
      ...(dirtyFields.shared && { shared: values.shared }),
      ...(dirtyFields.params && { params: stated }),
    };
    return update.mutate(
      { id, ...changes },
      {
        onSuccess: () => {
          form.reset(values);
          toast.success(t("saved"));
        },
        onError: (error) => {
          for (const { field, message } of fieldErrors(error)) form.setError(field as "replicas", { message });
        },
      },
    );
  };
  return (
    <form className="grid gap-5" noValidate onSubmit={(event) => void form.handleSubmit(save)(event)}>
      <Field id="replicas" label={t("replicas")} help={t("replicasHelp")} error={errors.replicas && t("replicasError")}>
        <Input
          id="replicas"
          type="number"
          min={0}
          max={16}
          aria-describedby="replicas-help"
          {...form.register("replicas", { setValueAs: numberOf })}
        />
      </Field>
      {framework ? (
        <ParamFields
          schema={framework.params}
          register={(name) => form.register(`params.${name}`, { setValueAs: numberOf })}
          hasError={(name) => paramErrors[name] !== undefined}
        />
      ) : null}
      {can.share ? (
        <ChoiceField id="shared" label={t("shareLabel")} help={t("shareHelp")} controlAt="end">
          <Controller
            control={form.control}
            name="shared"
            render={({ field }) => <Switch id="shared" checked={field.value} onCheckedChange={field.onChange} />}
          />
        </ChoiceField>
      ) : null}
      {errors.root?.message ? <Callout tone="danger" title={errors.root.message} /> : null}
      <Button type="submit" busy={update.isPending} disabled={!form.formState.isDirty} className="justify-self-start">
        {t("save")}
      </Button>
    </form>
  );
}
