"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SOURCES, type SourceId } from "@/server/mirror/contract/sources";
import type { RemoteValues } from "./remote-values";

interface Props {
  /** In front of the ids of the controls. */
  id: string;
  values: RemoteValues;
  onChange: (values: RemoteValues) => void;
  /** What was refused of the address. */
  error?: string | undefined;
  /** What the address turned out to be. */
  found?: SourceId | undefined;
}

const NONE = "auto";

/** The address of the other side, and what it is when the address does not say. */
export function AddressFields({ id, values, onChange, error, found }: Props) {
  const t = useTranslations("mirrorForm");
  const options = [
    { value: NONE, label: found ? t("sourceFound", { source: t(`sources.${found}`) }) : t("sourceAuto") },
    ...SOURCES.map((value) => ({ value, label: t(`sources.${value}`) })),
  ];
  return (
    <>
      <Field id={`${id}-address`} label={t("address")} help={t("addressHelp")} error={error}>
        <Input
          id={`${id}-address`}
          required
          maxLength={2_000}
          autoComplete="off"
          spellCheck={false}
          placeholder="https://huggingface.co/owner/name"
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-address-help`}
          value={values.address}
          onChange={(event) => onChange({ ...values, address: event.target.value })}
        />
      </Field>
      <Field id={`${id}-source`} label={t("source")} help={t("sourceHelp")}>
        <Select
          id={`${id}-source`}
          value={values.source ?? NONE}
          options={options}
          describedBy={`${id}-source-help`}
          onValueChange={(next) => onChange({ ...values, source: SOURCES.find((one) => one === next) ?? null })}
        />
      </Field>
    </>
  );
}

/** A token, and the name beside it where one is needed. */
export function CredentialFields({ id, values, onChange }: Pick<Props, "id" | "values" | "onChange">) {
  const t = useTranslations("mirrorForm");
  return (
    <>
      <Field id={`${id}-credential`} label={t("credential")} aside={t("optional")} help={t("credentialHelp")}>
        <Input
          id={`${id}-credential`}
          type="password"
          maxLength={4_000}
          autoComplete="new-password"
          aria-describedby={`${id}-credential-help`}
          value={values.credential}
          onChange={(event) => onChange({ ...values, credential: event.target.value })}
        />
      </Field>
      <Field id={`${id}-user`} label={t("remoteUser")} aside={t("optional")} help={t("remoteUserHelp")}>
        <Input
          id={`${id}-user`}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-user-help`}
          value={values.remoteUser}
          onChange={(event) => onChange({ ...values, remoteUser: event.target.value })}
        />
      </Field>
    </>
  );
}
