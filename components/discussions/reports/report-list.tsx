import { Flag } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import type { RepoReport } from "@/server/discussions/contract/rules";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { ReportRow } from "./report-row";

interface Props {
  at: RepoAddress;
  reports: readonly RepoReport[];
  path: string;
  cursor: string | undefined;
  nextCursor: string | null;
}

/** Comments of a repository that somebody reported, for who looks after it. */
export async function ReportList({ at, reports, path, cursor, nextCursor }: Props) {
  const [t, locale] = await Promise.all([getTranslations("repoReports"), getLocale()]);
  const clock = { now: new Date().toISOString(), locale };
  return (
    <Words namespaces={["repoReports"]}>
      <FormSection title={t("title")} description={t("text")}>
        {reports.length === 0 ? (
          <EmptyState icon={Flag} title={t("none")} headingLevel="h3" className="rounded-card border">
            {t("noneText")}
          </EmptyState>
        ) : (
          <ul className="rounded-card bg-surface-raised divide-y border">
            {reports.map((report) => (
              <ReportRow key={report.id} {...{ at, report, clock }} />
            ))}
          </ul>
        )}
        <ListPager {...{ path, query: { cursor }, nextCursor }} />
      </FormSection>
    </Words>
  );
}
