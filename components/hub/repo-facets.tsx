import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { FacetList } from "@/components/patterns/facet-list";
import type { RepoFacets as Facets, ListReposInput } from "@/server/hub/contract/repo";
import { facetGroupsOf } from "./facet-groups";

interface Props {
  filter: ListReposInput;
  facets: Facets;
}

/** What a list can be narrowed by. */
export async function RepoFacets({ filter, facets }: Props) {
  const [t, locale, { ui, tasks }] = await Promise.all([getTranslations("lists"), getLocale(), getMessages()]);
  const titles = {
    task: t("facets.task"),
    library: t("facets.library"),
    license: t("facets.license"),
    language: t("facets.language"),
    tag: t("facets.tag"),
  };
  return (
    <div className="grid content-start gap-6">
      {facetGroupsOf({ filter, facets, titles, locale, tasks }).map((facet) => (
        <FacetList key={facet.id} facet={facet} showMore={ui.showMore} locale={locale} />
      ))}
    </div>
  );
}
