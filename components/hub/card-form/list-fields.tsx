import { useLocale, useMessages, useTranslations } from "next-intl";
import { useState } from "react";
import { taskName } from "@/components/patterns/task-name";
import { Combobox } from "@/components/ui/combobox";
import { TASKS } from "@/server/hub/contract/card-values";
import { languageName } from "../language-name";
import { AddRepo } from "./add-repo";
import { AddText } from "./add-text";
import { LANGUAGES } from "./card-values";
import { ChipField } from "./chip-field";
import type { FormPart } from "./form-part";

/** Languages by their codes, with their names in the reader's language. */
export function LanguageField(part: FormPart) {
  const t = useTranslations("cardForm");
  const locale = useLocale();
  const [round, setRound] = useState(0);
  const nameOf = (code: string) => languageName(code, locale);
  return (
    <ChipField {...part} field="language" label={t("language")} nameOf={nameOf}>
      {(add, id) => (
        <Combobox
          key={round}
          id={id}
          label={t("language")}
          placeholder={t("chooseLanguage")}
          options={LANGUAGES.map((code) => ({ value: code, label: nameOf(code), hint: code }))}
          onValueChange={(code) => {
            add(code);
            setRound(round + 1);
          }}
        />
      )}
    </ChipField>
  );
}

interface RepoListProps extends FormPart {
  field: "base_model" | "datasets" | "models";
  help?: string;
}

export function RepoListField({ field, help, ...part }: RepoListProps) {
  const t = useTranslations("cardForm");
  return (
    <ChipField {...part} field={field} label={t(field)} {...(help && { help })}>
      {(add, id) => (
        <AddRepo
          {...{ id, self: part.self }}
          label={t(field)}
          shelf={field === "datasets" ? "datasets" : "models"}
          onAdd={add}
        />
      )}
    </ChipField>
  );
}

interface TextListProps extends FormPart {
  field: "tags" | "task_categories" | "size_categories";
  suggestions?: readonly string[];
  nameOf?: (value: string) => string;
}

export function TextListField({ field, suggestions, nameOf = String, ...part }: TextListProps) {
  const t = useTranslations("cardForm");
  return (
    <ChipField {...part} field={field} label={t(field)} nameOf={nameOf}>
      {(add, id) => <AddText id={id} onAdd={add} {...(suggestions && { suggestions, nameOf })} />}
    </ChipField>
  );
}

/** Tasks by their ids, with their names in the reader's language. */
export function TaskListField(part: FormPart) {
  const { tasks } = useMessages();
  return <TextListField {...part} field="task_categories" suggestions={TASKS} nameOf={(id) => taskName(tasks, id)} />;
}
