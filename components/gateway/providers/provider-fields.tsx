"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { Provider } from "@/server/gateway/contract/provider";
import { PROVIDER_KINDS } from "@/server/gateway/contract/provider-words";
import type { ProviderValues } from "./provider-values";

interface Props {
  id: string;
  values: ProviderValues;
  onChange: (values: ProviderValues) => void;
}

/** Where a provider is and how it is spoken to; its kind is chosen once. */
export function PlaceFields({ id, values, onChange, isNew }: Props & { isNew: boolean }) {
  const t = useTranslations("providerDialog");
  const kinds = PROVIDER_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }));
  return (
    <>
      {isNew ? (
        <Field id={`${id}-kind`} label={t("kind")} help={t(`kindHelps.${values.kind}`)}>
          <Select
            id={`${id}-kind`}
            value={values.kind}
            options={kinds}
            describedBy={`${id}-kind-help`}
            onValueChange={(next) =>
              onChange({ ...values, kind: PROVIDER_KINDS.find((one) => one === next) ?? values.kind })
            }
          />
        </Field>
      ) : null}
      <TextField {...{ id, values, onChange }} name="name" help={t("nameHelp")} maxLength={100} isRequired />
      <TextField
        {...{ id, values, onChange }}
        name="baseUrl"
        help={t(`baseUrlHelps.${values.kind}`)}
        maxLength={2_000}
        isRequired
      />
      <TextField {...{ id, values, onChange }} name="organizations" help={t("organizationsHelp")} maxLength={2_000} />
    </>
  );
}

/** What is sent along: never shown again, so that an empty field leaves it as it is. */
export function SecretFields({ id, values, onChange, provider }: Props & { provider: Provider | null }) {
  const t = useTranslations("providerDialog");
  const { headers, forgetsCredential, forgetsHeaders } = values;
  const hasHeaders = provider !== null && provider.headerNames.length > 0;
  return (
    <>
      <TextField
        {...{ id, values, onChange }}
        name="credential"
        help={t(provider?.hasCredential ? "credentialKept" : "credentialHelp")}
        maxLength={4_000}
      />
      {provider?.hasCredential ? (
        <Forget
          id={`${id}-forget-credential`}
          label={t("forgetCredential")}
          isChecked={forgetsCredential}
          onChange={(next) => onChange({ ...values, forgetsCredential: next })}
        />
      ) : null}
      <Field
        id={`${id}-headers`}
        label={t("headers")}
        aside={t("optional")}
        help={hasHeaders ? t("headersKept", { names: provider.headerNames.join(", ") }) : t("headersHelp")}
      >
        <Textarea
          id={`${id}-headers`}
          rows={2}
          maxLength={20_000}
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-headers-help`}
          value={headers}
          onChange={({ target }) => onChange({ ...values, headers: target.value })}
        />
      </Field>
      {hasHeaders ? (
        <Forget
          id={`${id}-forget-headers`}
          label={t("forgetHeaders")}
          isChecked={forgetsHeaders}
          onChange={(next) => onChange({ ...values, forgetsHeaders: next })}
        />
      ) : null}
    </>
  );
}

export function TimeFields({ id, values, onChange }: Props) {
  const t = useTranslations("providerDialog");
  return (
    <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
      <TextField {...{ id, values, onChange }} name="total" help={t("totalHelp")} maxLength={8} isRequired />
      <TextField {...{ id, values, onChange }} name="idle" help={t("idleHelp")} maxLength={8} isRequired />
    </div>
  );
}

const TYPES = {
  ...{ name: "text", organizations: "text", baseUrl: "url" },
  ...{ credential: "password", total: "number", idle: "number" },
} as const;
type TextName = keyof typeof TYPES;

interface TextProps extends Props {
  name: TextName;
  help: string;
  maxLength: number;
  isRequired?: boolean;
}

function TextField({ id, values, onChange, name, help, maxLength, isRequired = false }: TextProps) {
  const t = useTranslations("providerDialog");
  const own = `${id}-${name}`;
  return (
    <Field id={own} label={t(name)} aside={isRequired ? null : t("optional")} help={help}>
      <Input
        id={own}
        type={TYPES[name]}
        required={isRequired}
        maxLength={maxLength}
        autoComplete={name === "credential" ? "new-password" : "off"}
        spellCheck={false}
        aria-describedby={`${own}-help`}
        {...(TYPES[name] === "number" && { min: 1, step: "any", suffix: t("seconds") })}
        value={values[name]}
        onChange={({ target }) => onChange({ ...values, [name]: target.value })}
      />
    </Field>
  );
}

interface ForgetProps {
  id: string;
  label: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

function Forget({ id, label, isChecked, onChange }: ForgetProps) {
  return (
    <label htmlFor={id} className="text-small flex items-center gap-2">
      <Checkbox id={id} checked={isChecked} onCheckedChange={(checked) => onChange(checked === true)} />
      {label}
    </label>
  );
}
