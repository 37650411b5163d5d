import { ChevronRight } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { MetadataList } from "@/components/patterns/metadata-list";
import { Words } from "@/components/shell/words";
import { CodeBlock } from "@/components/ui/code-block";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusDot } from "@/components/ui/status-dot";
import type { Job } from "@/server/admin/contract";
import { JobActions } from "./job-actions";

const TONES = {
  waiting: "info",
  running: "success",
  retrying: "warning",
  scheduled: "idle",
  failed: "danger",
} as const;

/** Jobs as folds: the line says what and how it stands, the inside why. */
export async function JobList({ jobs }: { jobs: readonly Job[] }) {
  const t = await getTranslations("adminJobs");
  return (
    <Words namespaces={["adminJobActions"]}>
      <ul aria-label={t("title")} className="divide-y">
        {jobs.map((job) => (
          <JobItem key={job.id} job={job} />
        ))}
      </ul>
    </Words>
  );
}

async function JobItem({ job }: { job: Job }) {
  const [t, locale] = await Promise.all([getTranslations("adminJobs"), getLocale()]);
  const now = new Date().toISOString();
  const at = (moment: Date) => <RelativeTime at={moment.toISOString()} now={now} locale={locale} />;
  return (
    <li>
      <details className="group">
        <summary className="text-small hover:bg-hover group-open:bg-surface-sunken flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
          <ChevronRight
            aria-hidden
            className="text-text-faint size-4 transition-transform duration-150 group-open:rotate-90"
          />
          <StatusDot
            tone={TONES[job.state]}
            isBusy={job.state === "running"}
            label={t(`states.${job.state}`)}
            className="w-32"
          />
          <span className="min-w-0 flex-1 basis-56">
            <span className="font-medium break-all">{job.name}</span>
            <span className="text-text-muted"> #{job.id}</span>
            {job.lastError ? (
              <span className="text-caption text-danger block max-w-full truncate">{job.lastError}</span>
            ) : null}
          </span>
          <span className="text-caption text-text-muted flex basis-full justify-between gap-4 pl-8 tabular-nums sm:basis-auto sm:pl-0">
            {t("attempt", { attempts: job.attempts, max: job.maxAttempts })}
            <span className="sm:w-28 sm:text-right">{at(whenOf(job))}</span>
          </span>
        </summary>
        <div className="bg-surface-sunken grid gap-4 border-t px-4 py-4">
          <MetadataList
            items={[
              { term: t("created"), value: at(job.createdAt) },
              { term: t("due"), value: at(job.runAt) },
              ...(job.startedAt ? [{ term: t("started"), value: at(job.startedAt) }] : []),
              ...(job.runner ? [{ term: t("runner"), value: <code>{job.runner}</code> }] : []),
              ...(job.key ? [{ term: t("key"), value: <code>{job.key}</code> }] : []),
              ...(job.queue ? [{ term: t("queue"), value: <code>{job.queue}</code> }] : []),
            ]}
          />
          <CodeBlock language="json" title={t("payload")} code={JSON.stringify(job.payload, null, 2)} />
          {job.lastError ? <CodeBlock language="markdown" title={t("lastError")} code={job.lastError} /> : null}
          <JobActions id={job.id} name={job.name} state={job.state} />
        </div>
      </details>
    </li>
  );
}

/** The moment that matters: since when it runs, or when it is due. */
const whenOf = ({ state, startedAt, runAt }: Job): Date => (state === "running" && startedAt ? startedAt : runAt);
