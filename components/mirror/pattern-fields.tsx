"use client";

import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { Direction } from "@/server/mirror/contract/sources";

export interface PatternValues {
  /** One pattern a line. */
  readonly refs: string;
  readonly skipFiles: string;
}

interface Props {
  id: string;
  direction: Direction;
  values: PatternValues;
  onChange: (values: PatternValues) => void;
}

/** What is taken and what is left out: folded, since all of it is what most want. */
export function PatternFields({ id, direction, values, onChange }: Props) {
  const t = useTranslations("mirrorForm");
  const isChosen = values.refs.trim() !== "" || values.skipFiles.trim() !== "";
  return (
    <Disclosure title={t("patterns")} summary={t(isChosen ? "patternsChosen" : "patternsSummary")}>
      <div className="grid grid-cols-1 gap-5">
        <Field id={`${id}-refs`} label={t("refs")} aside={t("optional")} help={t("refsHelp")}>
          <Textarea
            id={`${id}-refs`}
            rows={3}
            spellCheck={false}
            placeholder={"main\nrelease/*"}
            className="font-mono"
            aria-describedby={`${id}-refs-help`}
            value={values.refs}
            onChange={(event) => onChange({ ...values, refs: event.target.value })}
          />
        </Field>
        {direction === "pull" ? (
          <Field id={`${id}-skip`} label={t("skipFiles")} aside={t("optional")} help={t("skipFilesHelp")}>
            <Textarea
              id={`${id}-skip`}
              rows={3}
              spellCheck={false}
              placeholder={"*.bin\nonnx/**"}
              className="font-mono"
              aria-describedby={`${id}-skip-help`}
              value={values.skipFiles}
              onChange={(event) => onChange({ ...values, skipFiles: event.target.value })}
            />
          </Field>
        ) : null}
      </div>
    </Disclosure>
  );
}
