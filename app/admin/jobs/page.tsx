import { ListTodo } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { JobList } from "@/components/admin/job-list";
import { JobNameFilter } from "@/components/admin/job-name-filter";
import { ListFrame } from "@/components/admin/list-frame";
import { EmptyState } from "@/components/patterns/empty-state";
import { FilterLinks } from "@/components/patterns/filter-links";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { RefreshEvery } from "@/components/shell/refresh-every";
import { ListJobsInput } from "@/server/admin/contract";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { titleOf } from "@/server/api/page-title";
import { api } from "@/server/api/rsc";
import { JOB_STATES } from "@/server/kernel/contract";

const PATH = "/admin/jobs";

export const generateMetadata = titleOf("adminJobs");

export default async function JobsPage({ searchParams }: { searchParams: PageQuery }) {
  const [t, asked] = await Promise.all([getTranslations("adminJobs"), searchParams]);
  const query = filterOfPage(ListJobsInput, asked);
  const firstPage = listAddress(PATH, { ...query, cursor: undefined });
  const reading = Promise.all([api.admin.listJobs(query), api.admin.getJobCounts({})]);
  const [{ items, nextCursor }, { states, names }] = await listOfPage(reading, firstPage);
  const options = JOB_STATES.map((value) => ({ value, label: t(`states.${value}`), count: states[value] }));
  const total = Object.values(states).reduce((sum, count) => sum + count, 0);
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      <ListFrame
        {...{ path: PATH, query, nextCursor, count: items.length }}
        toolbar={
          <>
            <FilterLinks
              label={t("state")}
              {...{ path: PATH, query, name: "state", options: [{ label: t("states.all"), count: total }, ...options] }}
            />
            <JobNameFilter label={t("name")} everything={t("everyName")} {...{ path: PATH, query, names }} />
          </>
        }
        empty={
          <EmptyState icon={ListTodo} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        }
      >
        <JobList jobs={items} />
      </ListFrame>
      <RefreshEvery seconds={10} />
    </PageBody>
  );
}
