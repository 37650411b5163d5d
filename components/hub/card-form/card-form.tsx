"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { type CardProblem, cardProblems } from "@/server/hub/contract/card-rules";
import { LIBRARIES, SIZE_CATEGORIES } from "@/server/hub/contract/card-values";
import type { RepoKind } from "@/server/hub/contract/repo";
import { LicenseField, RelationField, SdkField, TaskField } from "./choice-fields";
import type { FormPart } from "./form-part";
import { readMatter, withField } from "./front-matter";
import { GateFields } from "./gate-fields";
import { LanguageField, RepoListField, TaskListField, TextListField } from "./list-fields";
import { TextField } from "./text-field";
import { UseFields } from "./use-fields";

interface Props {
  kind: RepoKind;
  /** Page of the repository. */
  self: string;
  /** The whole file: the only truth there is, the form only reads and writes it. */
  source: string;
  onChange: (source: string) => void;
  /** Shows a line of the text, 1-based. */
  onShowLine: (line: number) => void;
}

/** What lists and clients read of a card, as fields. Whatever it does not know stays as it is in the text. */
export function CardForm({ kind, self, source, onChange, onShowLine }: Props) {
  const t = useTranslations("cardForm");
  const { metadata: card, problem } = readMatter(source);
  if (problem) {
    return (
      <Callout tone="danger" title={t("broken", { line: problem.line })}>
        <p>{problem.message}</p>
        <Button size="sm" className="mt-2" onClick={() => onShowLine(problem.line)}>
          {t("showLine")}
        </Button>
      </Callout>
    );
  }
  const { errors, warnings } = cardProblems(kind, card);
  const problems = [...errors, ...warnings];
  const sentence = ({ rule, value }: CardProblem) => t(`problems.${rule}`, { value });
  const part: FormPart = {
    kind,
    self,
    card,
    problemOf: (field) => problems.filter((found) => found.field === field).map(sentence)[0],
    onChange: (field, value) => onChange(withField(source, field, value)),
  };
  return (
    <div className="grid gap-4">
      <p className="text-caption text-text-muted">{t("about")}</p>
      <FieldsOf {...part} />
      {problems.length === 0 ? null : (
        <ul aria-label={t("found")} aria-live="polite" className="grid gap-1">
          {problems.map((found) => (
            <li
              key={`${found.field} ${found.value}`}
              className="text-caption flex items-baseline justify-between gap-3"
            >
              <span className={errors.includes(found) ? "text-danger" : "text-warning"}>
                <code>{found.field}</code> {sentence(found)}
              </span>
              <button
                type="button"
                className="text-accent-text shrink-0 underline"
                onClick={() => onShowLine(lineOf(source, found.field))}
              >
                {t("line", { line: lineOf(source, found.field) })}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const lineOf = (source: string, field: string): number =>
  Math.max(
    0,
    source.split("\n", 1_000).findIndex((line) => line.startsWith(`${field}:`)),
  ) + 1;

function FieldsOf(part: FormPart) {
  const t = useTranslations("cardForm");
  switch (part.kind) {
    case "model":
      return (
        <>
          <LicenseField {...part} />
          <TaskField {...part} />
          <TextField {...part} field="library_name" label={t("library_name")} suggestions={LIBRARIES} />
          <LanguageField {...part} />
          <RepoListField {...part} field="base_model" help={t("baseHelp")} />
          {part.card.base_model ? <RelationField {...part} /> : null}
          <RepoListField {...part} field="datasets" />
          <TextListField {...part} field="tags" />
          <UseFields {...part} />
          <GateFields {...part} />
        </>
      );
    case "dataset":
      return (
        <>
          <TextField {...part} field="pretty_name" label={t("pretty_name")} />
          <LicenseField {...part} />
          <LanguageField {...part} />
          <TaskListField {...part} />
          <TextListField {...part} field="size_categories" suggestions={SIZE_CATEGORIES} />
          <TextListField {...part} field="tags" />
          <GateFields {...part} />
        </>
      );
    case "space":
      return (
        <>
          <TextField {...part} field="title" label={t("titleField")} />
          <TextField {...part} field="emoji" label={t("emoji")} />
          <SdkField {...part} />
          <TextField {...part} field="app_file" label={t("app_file")} />
          <LicenseField {...part} />
          <RepoListField {...part} field="models" />
          <RepoListField {...part} field="datasets" />
          <TextListField {...part} field="tags" />
        </>
      );
    case "code":
      return (
        <>
          <LicenseField {...part} />
          <LanguageField {...part} />
          <TextListField {...part} field="tags" />
        </>
      );
  }
}
