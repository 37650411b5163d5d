"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Controller, type UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { FormSection } from "@/components/patterns/form-section";
import { ChoiceField } from "@/components/ui/choice-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { DeployablePage, DeployModelInput, FrameworkInfo } from "@/server/inference/contract";
import { FileChoice } from "./file-choice";
import { ModelPicker } from "./model-picker";
import { numberOf } from "./number-of";
import { ParamFields } from "./param-fields";
import type { DeployValues } from "./use-deploy";

type Form = UseFormReturn<DeployValues, unknown, DeployModelInput>;

interface ModelProps {
  form: Form;
  model: string;
  deployable: z.output<typeof DeployablePage>;
}

export function ModelFields({ form, model, deployable }: ModelProps) {
  const t = useTranslations("deploy");
  const router = useRouter();
  const { errors, defaultValues } = form.formState;
  const lookAt = (revision: string) => {
    if (revision === (defaultValues?.revision ?? "")) return;
    router.push(`/console/deployments/new?${new URLSearchParams({ model, ...(revision && { revision }) })}`);
  };
  return (
    <FormSection title={t("modelSection")}>
      <ModelPicker model={model} error={errors.model?.message} />
      <Field id="revision" label={t("revision")} help={t("revisionHelp")} error={errors.revision?.message}>
        <Input
          id="revision"
          placeholder={t("defaultBranch", { commit: deployable.commit.slice(0, 7) })}
          aria-describedby="revision-help"
          className="font-mono"
          {...form.register("revision", {
            setValueAs: (text: string) => text?.trim() || undefined,
            onBlur: (event) => lookAt(event.target.value.trim()),
          })}
        />
      </Field>
      <Field id="file" label={t("file")} help={t("fileHelp")} error={errors.file?.message}>
        <Controller
          control={form.control}
          name="file"
          render={({ field }) => (
            <FileChoice files={deployable.items} value={field.value ?? ""} onChange={field.onChange} />
          )}
        />
      </Field>
    </FormSection>
  );
}

export function RuntimeFields({ form, frameworks }: { form: Form; frameworks: readonly FrameworkInfo[] }) {
  const t = useTranslations("deploy");
  const { errors } = form.formState;
  const chosen = frameworks.find(({ id }) => id === form.getValues("framework")) ?? frameworks[0];
  const params: Readonly<Record<string, unknown>> = errors.params ?? {};
  return (
    <FormSection title={t("runtimeSection")}>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field id="framework" label={t("framework")} help={t("frameworkHelp")} error={errors.framework?.message}>
          <Controller
            control={form.control}
            name="framework"
            render={({ field }) => (
              <Select
                id="framework"
                value={field.value ?? ""}
                onValueChange={field.onChange}
                options={frameworks.map(({ id, title, format }) => ({
                  value: id,
                  label: title,
                  hint: format.toUpperCase(),
                }))}
                describedBy="framework-help"
              />
            )}
          />
        </Field>
        <Field
          id="replicas"
          label={t("replicas")}
          help={t("replicasHelp")}
          error={errors.replicas && t("replicasError")}
        >
          <Input
            id="replicas"
            type="number"
            min={0}
            max={16}
            aria-describedby="replicas-help"
            {...form.register("replicas", { setValueAs: numberOf })}
          />
        </Field>
      </div>
      {chosen ? (
        <ParamFields
          schema={chosen.params}
          register={(name) => form.register(`params.${name}`, { setValueAs: numberOf })}
          hasError={(name) => params[name] !== undefined}
        />
      ) : null}
    </FormSection>
  );
}

interface AccessProps {
  form: Form;
  owners: readonly string[];
  mayShare: boolean;
}

export function AccessFields({ form, owners, mayShare }: AccessProps) {
  const t = useTranslations("deploy");
  const { errors } = form.formState;
  return (
    <FormSection title={t("accessSection")}>
      <Field id="owner" label={t("owner")} help={t("ownerHelp")} error={errors.owner?.message}>
        <Controller
          control={form.control}
          name="owner"
          render={({ field }) => (
            <Select
              id="owner"
              value={field.value ?? ""}
              onValueChange={field.onChange}
              options={owners.map((owner) => ({ value: owner, label: owner }))}
              describedBy="owner-help"
            />
          )}
        />
      </Field>
      {mayShare ? (
        <ChoiceField id="shared" label={t("shared")} help={errors.shared?.message ?? t("sharedHelp")} controlAt="end">
          <Controller
            control={form.control}
            name="shared"
            render={({ field }) => (
              <Switch id="shared" checked={field.value ?? false} onCheckedChange={field.onChange} />
            )}
          />
        </ChoiceField>
      ) : null}
    </FormSection>
  );
}
