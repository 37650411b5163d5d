import { useTranslations } from "next-intl";
import { VISIBILITIES } from "@/components/patterns/visibility-options";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Visibility } from "@/server/access/contract";

export interface CollectionValues {
  readonly title: string;
  readonly description: string;
  readonly visibility: Visibility;
  readonly namespace: string;
}

interface Props {
  values: CollectionValues;
  onChange: (values: CollectionValues) => void;
  /** Accounts to choose from; none when it has its owner already. */
  owners?: readonly string[];
}

export function CollectionFields({ values, onChange, owners = [] }: Props) {
  const t = useTranslations("collectionForm");
  const { title, description, visibility, namespace } = values;
  return (
    <>
      <Field id="collection-title" label={t("title")}>
        <Input
          id="collection-title"
          required
          maxLength={120}
          value={title}
          onChange={(event) => onChange({ ...values, title: event.target.value })}
        />
      </Field>
      <Field id="collection-description" label={t("description")}>
        <Input
          id="collection-description"
          maxLength={150}
          value={description}
          onChange={(event) => onChange({ ...values, description: event.target.value })}
        />
      </Field>
      {owners.length > 1 ? (
        <Field id="collection-owner" label={t("owner")}>
          <Select
            id="collection-owner"
            value={namespace}
            options={owners.map((name) => ({ value: name, label: name }))}
            onValueChange={(next) => onChange({ ...values, namespace: next })}
          />
        </Field>
      ) : null}
      <Field id="collection-visibility" label={t("visibility")}>
        <Select
          id="collection-visibility"
          value={visibility}
          options={VISIBILITIES.map((value) => ({ value, label: t(`visibilities.${value}`) }))}
          onValueChange={(next) =>
            onChange({ ...values, visibility: VISIBILITIES.find((one) => one === next) ?? visibility })
          }
        />
      </Field>
    </>
  );
}
