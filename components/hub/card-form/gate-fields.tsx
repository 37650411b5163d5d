import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { QUESTION_TYPES, type Question, questionsIn } from "./card-values";
import type { FormPart } from "./form-part";
import { TextField } from "./text-field";

/** What people are asked who want to get in; whether they are asked at all is a setting of the repository. */
export function GateFields(part: FormPart) {
  const t = useTranslations("cardForm");
  const questions = questionsIn(part.card);
  const fields = (entries: readonly Question[]) =>
    part.onChange("extra_gated_fields", Object.fromEntries(entries.map(({ name, value }) => [name, value])));
  return (
    <Disclosure title={t("gate")} summary={t("questions", { count: questions?.length ?? 0 })}>
      <div className="grid gap-4">
        <p className="text-caption text-text-muted">{t("gateHelp")}</p>
        <TextField {...part} field="extra_gated_heading" label={t("gateHeading")} />
        <TextField {...part} field="extra_gated_prompt" label={t("gatePrompt")} isLong />
        {questions === null ? (
          <p className="text-caption text-text-muted">{t("inText")}</p>
        ) : (
          <Questions questions={questions} onChange={fields} />
        )}
      </div>
    </Disclosure>
  );
}

interface QuestionsProps {
  questions: readonly Question[];
  onChange: (questions: readonly Question[]) => void;
}

function Questions({ questions, onChange }: QuestionsProps) {
  const t = useTranslations("cardForm");
  const [name, setName] = useState("");
  const typeOptions = QUESTION_TYPES.map((value) => ({ value, label: t(`questionTypes.${value}`) }));
  const optionsFor = ({ type }: Question) =>
    typeOptions.some(({ value }) => value === type) ? typeOptions : [...typeOptions, { value: type, label: type }];
  const isNew = name.trim() !== "" && !questions.some((question) => question.name === name.trim());
  const add = () => {
    onChange([...questions, { name: name.trim(), type: "text", value: "text" }]);
    setName("");
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="text-small mb-1.5 font-medium">{t("gateQuestions")}</legend>
      {questions.map((question) => (
        <div key={question.name} className="flex items-center gap-2">
          <span className="text-small min-w-0 flex-1 truncate">{question.name}</span>
          <Select
            label={t("questionType", { name: question.name })}
            size="sm"
            className="w-32"
            value={question.type}
            options={optionsFor(question)}
            onValueChange={(type) =>
              onChange(questions.map((other) => (other === question ? { ...other, type, value: type } : other)))
            }
          />
          <IconButton
            icon={Trash2}
            label={t("remove", { value: question.name })}
            onClick={() => onChange(questions.filter((other) => other !== question))}
          />
        </div>
      ))}
      <div className="flex gap-2">
        <Input
          aria-label={t("newQuestion")}
          placeholder={t("newQuestion")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            if (isNew) add();
          }}
        />
        <IconButton icon={Plus} variant="secondary" label={t("addQuestion")} disabled={!isNew} onClick={add} />
      </div>
    </fieldset>
  );
}
