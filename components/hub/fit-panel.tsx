"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Card, CardHeader } from "@/components/ui/card";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { ModelFit } from "@/server/hub/contract/fit";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { FitRow } from "./fit-row";
import { addressOf } from "./href";

/** Tokens of one sequence, and sequences at once, to choose from. */
const CONTEXT_LENGTHS = [2_048, 8_192, 32_768, 131_072] as const;
const SEQUENCE_COUNTS = [1, 4, 16, 64] as const;

interface Props {
  repo: NamedRepo;
  /** What is shown before anybody chooses. */
  first: ModelFit;
  /** What the model was trained on; `null` when it does not say. */
  trainedContext: number | null;
}

/** Whether the model fits on each kind of hardware here, for a context and a number of requests at once. */
export function FitPanel({ repo, first, trainedContext }: Props) {
  const t = useTranslations("fit");
  const trpc = useTRPC();
  const [load, setLoad] = useState({ contextLength: first.contextLength, sequences: first.sequences });
  const contexts = contextsFor(trainedContext, first.contextLength);
  const isFirst = load.contextLength === first.contextLength && load.sequences === first.sequences;
  const { data: fit = first, error } = useQuery(
    trpc.hub.getFit.queryOptions(
      { ...addressOf(repo), ...load },
      { placeholderData: keepPreviousData, ...(isFirst && { initialData: first }), staleTime: 60_000 },
    ),
  );
  return (
    <Card aria-label={t("title")}>
      <CardHeader title={t("title")} />
      <div className="grid gap-3 p-4">
        {first.hasCache ? (
          <div className="grid gap-2">
            {contexts.length > 1 ? (
              <Choice
                label={t("context")}
                values={contexts}
                value={load.contextLength}
                textOf={compact}
                onChange={(contextLength) => setLoad({ ...load, contextLength })}
              />
            ) : null}
            <Choice
              label={t("sequences")}
              values={SEQUENCE_COUNTS}
              value={load.sequences}
              textOf={String}
              onChange={(sequences) => setLoad({ ...load, sequences })}
            />
          </div>
        ) : (
          <p className="text-caption text-text-muted">{t("weightsOnly")}</p>
        )}
        {error ? <p className="text-small text-danger">{error.message}</p> : null}
        <ul aria-live="polite" className="grid gap-2">
          {fit.items.map((item) => (
            <FitRow key={item.id} item={item} />
          ))}
        </ul>
      </div>
    </Card>
  );
}

interface ChoiceProps {
  label: string;
  values: readonly number[];
  value: number;
  textOf: (value: number) => string;
  onChange: (value: number) => void;
}

const Choice = ({ label, values, value, textOf, onChange }: ChoiceProps) => (
  <div className="flex items-center justify-between gap-2">
    <span className="text-caption text-text-muted">{label}</span>
    <SegmentedControl
      label={label}
      defaultValue={String(value)}
      segments={values.map((choice) => ({ value: String(choice), label: textOf(choice) }))}
      onValueChange={(choice) => onChange(Number(choice))}
    />
  </div>
);

/** No longer than the model can read, and always what is shown first. */
function contextsFor(trained: number | null, first: number): readonly number[] {
  const offered = CONTEXT_LENGTHS.filter((length) => trained === null || length <= trained);
  return [...new Set([...offered, first])].toSorted((one, two) => one - two);
}

/** Contexts are powers of two: 8192 is read as 8k. */
const compact = (tokens: number) => (tokens >= 1_024 ? `${Math.round(tokens / 1_024)}k` : String(tokens));
