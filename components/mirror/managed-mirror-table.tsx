import { ArrowDownToLine, ArrowUpFromLine, Import } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { KindIcon } from "@/components/patterns/asset-kind";
import { RecordTable } from "@/components/patterns/record-table";
import { Words } from "@/components/shell/words";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { shelfOf } from "@/server/hub/contract/shelf";
import type { ManagedMirror } from "@/server/mirror/contract/managed-mirror";
import { isActive } from "./is-active";
import { ManagedRunAction } from "./managed-run-action";
import { ManagedRunState } from "./managed-run-state";
import type { Clock } from "./run-history";

const ICONS = { import: Import, pull: ArrowDownToLine, push: ArrowUpFromLine } as const;

/** Every mirror: which repository, where to or from, how it went, and when it goes next. */
export async function ManagedMirrorTable({ mirrors }: { mirrors: readonly ManagedMirror[] }) {
  const [t, locale] = await Promise.all([getTranslations("adminMirrors"), getLocale()]);
  const clock = { now: new Date().toISOString(), locale };
  return (
    <Words namespaces={["mirrorReasons", "mirrorRun"]}>
      <RecordTable
        label={t("title")}
        rows={mirrors}
        rowId={({ id }) => id}
        columns={[
          { id: "repo", header: t("repository"), isTitle: true, cell: (mirror) => <Name {...{ mirror }} /> },
          { id: "direction", header: t("direction"), cell: (mirror) => <Direction mirror={mirror} /> },
          {
            id: "host",
            header: t("host"),
            cell: ({ host, place }) => <span className="break-all">{place ?? host}</span>,
          },
          { id: "schedule", header: t("schedule"), cell: (mirror) => <Schedule mirror={mirror} /> },
          {
            id: "last",
            header: t("lastRun"),
            cell: (mirror) => <LastRun {...{ mirror, clock }} />,
          },
          {
            id: "next",
            header: t("nextRun"),
            cell: (mirror) => <NextRun {...{ mirror, clock }} />,
          },
          {
            id: "actions",
            header: t("actions"),
            isActions: true,
            cell: (mirror) =>
              mirror.mayRun ? (
                <ManagedRunAction repo={repoOf(mirror)} mirror={mirror} />
              ) : (
                <span className="sr-only">{t("ownersOnly")}</span>
              ),
          },
        ]}
      />
    </Words>
  );
}

async function LastRun({ mirror, clock }: { mirror: ManagedMirror; clock: Clock }) {
  const t = await getTranslations("adminMirrors");
  const { lastRun: run, direction, isUntried } = mirror;
  if (isUntried && !(run && isActive(run))) return t("untried");
  return run ? <ManagedRunState {...{ run, direction, clock }} /> : t("never");
}

/** What is tried again comes sooner than what the clock starts. */
async function NextRun({ mirror: { lastRun, nextRunAt, isEnabled }, clock }: { mirror: ManagedMirror; clock: Clock }) {
  const t = await getTranslations("adminMirrors");
  const when = (at: Date) => <RelativeTime at={at.toISOString()} {...clock} />;
  const retryAt = lastRun?.nextAttemptAt;
  if (retryAt) return t.rich("retry", { when: () => when(retryAt) });
  if (nextRunAt && isEnabled) return when(nextRunAt);
  return <span className="text-text-muted">{t("noNext")}</span>;
}

const repoOf = ({ repo: { kind, namespace, name } }: ManagedMirror) => ({ shelf: shelfOf(kind), namespace, name });

/** The namespace is who owns the repository, and leads to them. */
async function Name({ mirror: { repo } }: { mirror: ManagedMirror }) {
  const t = await getTranslations("adminMirrors");
  const { kind, namespace, name, isReadable } = repo;
  const home = `${kind === "model" ? "" : `/${shelfOf(kind)}`}/${namespace}/${name}`;
  return (
    <span className="flex min-w-0 items-center gap-3">
      <KindIcon kind={kind} size="sm" />
      <span className="min-w-0 break-words">
        <Link href={`/${namespace}`} className="rounded-mark text-text-muted hover:underline">
          {namespace}
        </Link>
        <span className="text-text-muted">/</span>
        {isReadable ? (
          <Link href={`${home}/settings/mirrors`} className="rounded-mark font-medium hover:underline">
            {name}
          </Link>
        ) : (
          <span title={t("closed")} className="font-medium">
            {name}
          </span>
        )}
      </span>
    </span>
  );
}

async function Direction({ mirror: { isOneOff, direction } }: { mirror: ManagedMirror }) {
  const t = await getTranslations("adminMirrors");
  const kind = isOneOff ? "import" : direction;
  return <Badge icon={ICONS[kind]}>{t(`kinds.${kind}`)}</Badge>;
}

const HOUR = 60;
const DAY = 24 * HOUR;

async function Schedule({ mirror }: { mirror: ManagedMirror }) {
  const t = await getTranslations("adminMirrors");
  const { intervalMinutes: minutes, isEnabled, isOneOff } = mirror;
  if (!isEnabled) return <Badge tone="warning">{t("off")}</Badge>;
  if (isOneOff) return t("once");
  if (minutes === null) return t("byHand");
  if (minutes % DAY === 0) return t("everyDays", { count: minutes / DAY });
  return minutes % HOUR === 0 ? t("everyHours", { count: minutes / HOUR }) : t("everyMinutes", { count: minutes });
}
