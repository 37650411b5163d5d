import { BadgeCheck } from "lucide-react";
import { getMessages, getTranslations } from "next-intl/server";
import { type RecordColumn, RecordTable } from "@/components/patterns/record-table";
import { taskName } from "@/components/patterns/task-name";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";
import type { EvalResult, EvalResults as Results } from "@/server/hub/contract/results";

interface Props {
  results: Results;
  /** Whether the reader may mend the card. */
  canWrite: boolean;
}

/** What was measured of a model, as its card says. */
export async function EvalResults({ results: { items, problems, isCut }, canWrite }: Props) {
  const t = await getTranslations("results");
  const problem = problems[0];
  const note =
    canWrite && problem ? (
      <Callout tone="warning" title={t("problems", { count: problems.length })}>
        <code className="break-all">{problem.path}</code> {problem.message}
      </Callout>
    ) : null;
  if (items.length === 0) return note;
  return (
    <section aria-labelledby="results" className="grid grid-cols-1 gap-3">
      <h2 id="results" className="text-lead">
        {t("title")}
      </h2>
      {note}
      <div className="rounded-card bg-surface-raised border">
        <RecordTable label={t("title")} columns={await columnsOf()} rows={items} rowId={idOf} />
      </div>
      {isCut ? <p className="text-caption text-text-muted">{t("cut", { count: items.length })}</p> : null}
    </section>
  );
}

const idOf = ({ model, task, dataset, config, split, metric, value }: EvalResult) =>
  [model, task, dataset, config, split, metric, value].join(" ");

async function columnsOf(): Promise<RecordColumn<EvalResult>[]> {
  const [t, { tasks }] = await Promise.all([getTranslations("results"), getMessages()]);
  return [
    {
      id: "task",
      header: t("task"),
      cell: ({ task, taskName: written }) => written ?? taskName(tasks, task),
      isTitle: true,
    },
    { id: "dataset", header: t("dataset"), cell: (row) => <Dataset row={row} /> },
    {
      id: "metric",
      header: t("metric"),
      cell: ({ metric, metricName }) => <span title={metric}>{metricName ?? metric}</span>,
    },
    { id: "value", header: t("value"), align: "right", cell: ({ value }) => <b className="font-medium">{value}</b> },
    {
      id: "source",
      header: t("source"),
      cell: (row) => <Source row={row} verified={t("verified")} hint={t("verifiedHint")} own={t("own")} />,
    },
  ];
}

function Dataset({ row: { dataset, isHere, datasetName, config, split } }: { row: EvalResult }) {
  const part = [config, split].filter(Boolean).join(", ");
  const name = datasetName ?? dataset;
  return (
    <span className="flex flex-wrap gap-x-2">
      {isHere ? (
        <TextLink href={`/datasets/${dataset}`} prefetch={false} tone="plain" title={dataset}>
          {name}
        </TextLink>
      ) : (
        <span title={dataset}>{name}</span>
      )}
      {part === "" ? null : <span className="text-text-muted">{part}</span>}
    </span>
  );
}

interface SourceProps {
  row: EvalResult;
  verified: string;
  hint: string;
  own: string;
}

function Source({ row: { source, isVerified }, verified, hint, own }: SourceProps) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      {source?.url ? (
        <a href={source.url} target="_blank" rel="noreferrer nofollow ugc" className="text-accent-text underline">
          {source.name}
        </a>
      ) : (
        <span className="text-text-muted">{source?.name ?? own}</span>
      )}
      {isVerified ? (
        <Badge icon={BadgeCheck} title={hint}>
          {verified}
        </Badge>
      ) : null}
    </span>
  );
}
