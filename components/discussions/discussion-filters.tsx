import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { FilterLinks } from "@/components/patterns/filter-links";
import type { ListQuery } from "@/components/patterns/list-address";
import { Button } from "@/components/ui/button";

interface Props {
  /** Address of the list. */
  here: string;
  query: ListQuery;
  counts: { readonly open: number; readonly closed: number; readonly issues: number; readonly pulls: number };
}

/** What is listed, and where new ones are made. */
export async function DiscussionFilters({ here, query, counts }: Props) {
  const t = await getTranslations("discussions");
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="flex flex-wrap gap-3">
        <FilterLinks
          {...{ label: t("filterStatus"), path: here, query, name: "status" }}
          options={[
            { value: "open", label: t("open"), count: counts.open },
            { value: "closed", label: t("closed"), count: counts.closed },
          ]}
        />
        <FilterLinks
          {...{ label: t("filterType"), path: here, query, name: "type" }}
          options={[
            { label: t("all") },
            { value: "issue", label: t("issues"), count: counts.issues },
            { value: "pull", label: t("pulls"), count: counts.pulls },
          ]}
        />
      </div>
      <div className="flex gap-2">
        <Button asChild>
          <Link href={`${here}/new`}>{t("newIssue")}</Link>
        </Button>
        <Button asChild variant="primary">
          <Link href={`${here}/new?type=pull`}>{t("newPull")}</Link>
        </Button>
      </div>
    </div>
  );
}
