"use client";

import { useTranslations } from "next-intl";
import { Controller, type UseFormReturn, useForm } from "react-hook-form";
import type { z } from "zod";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceField } from "@/components/ui/choice-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { ApiKey, UpdateApiKeyInput } from "@/server/gateway/contract";
import { KEY_ENDPOINTS } from "./key-endpoints";
import { KeyFormEnd } from "./key-form-end";

type Form = UseFormReturn<z.input<typeof UpdateApiKeyInput>, unknown, UpdateApiKeyInput>;

interface Props {
  apiKey: ApiKey;
  /** What the server said against it. */
  problem: string | undefined;
  isPending: boolean;
  onSubmit: (input: UpdateApiKeyInput) => void;
}

/** What a key may do, all of it at once. */
export function KeyLimitsForm({ apiKey: { id, limits }, problem, isPending, onSubmit }: Props) {
  const t = useTranslations("apiKeys");
  const form: Form = useForm<z.input<typeof UpdateApiKeyInput>, unknown, UpdateApiKeyInput>({
    resolver: contractResolver(async () => (await import("@/server/gateway/contract")).UpdateApiKeyInput),
    defaultValues: { keyId: id, limits },
  });
  return (
    <form className="grid gap-4" noValidate onSubmit={form.handleSubmit(onSubmit)}>
      <Lines form={form} name="models" />
      <Endpoints form={form} />
      <Lines form={form} name="networks" />
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <Amount form={form} name="requestsPerMinute" />
        <Amount form={form} name="tokensPerMinute" />
        <Amount form={form} name="parallelCalls" />
      </div>
      <p className="text-caption text-text-muted">{t("perMinuteHelp")}</p>
      <KeyFormEnd {...{ problem, isPending }} errors={form.formState.errors} label={t("save")} />
    </form>
  );
}

interface PartProps<Name extends string> {
  form: Form;
  name: Name;
}

/** One name a line; none is no limit. */
function Lines({ form, name }: PartProps<"models" | "networks">) {
  const t = useTranslations("apiKeys");
  const id = `key-${name}`;
  return (
    <Controller
      control={form.control}
      name={`limits.${name}`}
      render={({ field, fieldState }) => (
        <Field
          id={id}
          label={t(`limits.${name}`)}
          help={t(`limitsHelp.${name}`)}
          error={fieldState.error && t(`limitsError.${name}`)}
        >
          <Textarea
            id={id}
            rows={3}
            spellCheck={false}
            className="font-mono"
            aria-describedby={`${id}-help`}
            aria-invalid={fieldState.invalid || undefined}
            defaultValue={field.value?.join("\n")}
            onChange={({ target }) => field.onChange(linesIn(target.value))}
          />
        </Field>
      )}
    />
  );
}

function linesIn(text: string): string[] | null {
  const lines = text.split(/[\n,]/).map((line) => line.trim());
  const said = lines.filter((line) => line !== "");
  return said.length > 0 ? said : null;
}

function Endpoints({ form }: Pick<PartProps<string>, "form">) {
  const t = useTranslations("apiKeys");
  return (
    <Controller
      control={form.control}
      name="limits.endpoints"
      render={({ field }) => {
        const chosen = field.value ?? [];
        const choose = (endpoints: typeof chosen) => field.onChange(endpoints.length > 0 ? endpoints : null);
        return (
          <fieldset className="grid gap-2">
            <legend className="text-small pb-1.5 font-medium">{t("limits.endpoints")}</legend>
            {KEY_ENDPOINTS.map(({ endpoint, path }) => (
              <ChoiceField key={endpoint} id={`key-endpoint-${endpoint}`} label={path}>
                <Checkbox
                  id={`key-endpoint-${endpoint}`}
                  checked={chosen.includes(endpoint)}
                  onCheckedChange={(isOn) =>
                    choose(isOn === true ? [...chosen, endpoint] : chosen.filter((one) => one !== endpoint))
                  }
                />
              </ChoiceField>
            ))}
            <p className="text-caption text-text-muted">{t("limitsHelp.endpoints")}</p>
          </fieldset>
        );
      }}
    />
  );
}

function Amount({ form, name }: PartProps<"requestsPerMinute" | "tokensPerMinute" | "parallelCalls">) {
  const t = useTranslations("apiKeys");
  const id = `key-${name}`;
  return (
    <Controller
      control={form.control}
      name={`limits.${name}`}
      render={({ field, fieldState }) => (
        <Field id={id} label={t(`limits.${name}`)} error={fieldState.error && t("amountError")}>
          <Input
            id={id}
            type="number"
            min={1}
            placeholder={t("unlimited")}
            aria-describedby={`${id}-help`}
            defaultValue={field.value ?? ""}
            onChange={({ target }) => field.onChange(target.value === "" ? null : Number(target.value))}
          />
        </Field>
      )}
    />
  );
}
