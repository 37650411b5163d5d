import type { Facet } from "@/components/patterns/facet-list";
import { type TaskNames, taskName } from "@/components/patterns/task-name";
import { FACETS, type ListReposInput, type RepoFacets } from "@/server/hub/contract/repo";
import { languageName } from "./language-name";
import { listHref } from "./list-href";

interface Choices {
  readonly filter: ListReposInput;
  readonly facets: RepoFacets;
  readonly titles: Readonly<Record<(typeof FACETS)[number], string>>;
  readonly locale: string;
  readonly tasks: TaskNames;
}

/** Facets with something to choose; each value switches itself on or off and leaves the other filters. */
export function facetGroupsOf({ filter, facets, titles, locale, tasks }: Choices): readonly Facet[] {
  return FACETS.map((id) => ({
    id,
    title: titles[id],
    options: facets[id].map(({ value, count, label }) => ({
      value,
      count,
      label: label?.[locale.startsWith("zh") ? "zh" : "en"] ?? nameOf(id, value, { locale, tasks }),
      href: toggled(filter, id, value),
      isActive: isChosen(filter, id, value),
    })),
  })).filter(({ options }) => options.length > 0);
}

type FacetName = (typeof FACETS)[number];

/** What the value of a filter is called; most are their own names. */
export function nameOf(facet: string, value: string, { locale, tasks }: Pick<Choices, "locale" | "tasks">): string {
  if (facet === "language") return languageName(value, locale);
  return facet === "task" ? taskName(tasks, value) : value;
}

function isChosen(filter: ListReposInput, facet: FacetName, value: string): boolean {
  if (facet === "tag") return (filter.tag ?? []).includes(value);
  return filter[facet]?.toLowerCase() === value;
}

function toggled(filter: ListReposInput, facet: FacetName, value: string): string {
  const isOn = isChosen(filter, facet, value);
  if (facet !== "tag") return listHref(filter, { [facet]: isOn ? undefined : value });
  const tags = filter.tag ?? [];
  return listHref(filter, { tag: isOn ? tags.filter((tag) => tag !== value) : [...tags, value] });
}
