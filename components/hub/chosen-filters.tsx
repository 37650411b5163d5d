import { X } from "lucide-react";
import Link from "next/link";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ListReposInput } from "@/server/hub/contract/repo";
import { nameOf } from "./facet-groups";
import { listHref } from "./list-href";

interface Chosen {
  readonly facet?: string;
  readonly label: string;
  /** The list without it. */
  readonly href: string;
}

const FIELDS = ["author", "task", "library", "license", "language"] as const;

/** Every filter that is on, except the search, which stands in its field. */
export function chosenOf(filter: ListReposInput): readonly Chosen[] {
  const { tag = [] } = filter;
  return [
    ...FIELDS.flatMap((field) => {
      const label = filter[field];
      return label === undefined ? [] : [{ facet: field, label, href: listHref(filter, { [field]: undefined }) }];
    }),
    ...tag.map((label) => ({ label, href: listHref(filter, { tag: tag.filter((other) => other !== label) }) })),
    ...(filter.liked ? [{ label: "♥", href: listHref(filter, { liked: undefined }) }] : []),
  ];
}

/** The filters that are on; each goes away with a click. */
export async function ChosenFilters({ filter }: { filter: ListReposInput }) {
  const chosen = chosenOf(filter);
  if (chosen.length === 0) return null;
  const [t, locale, { tasks }] = await Promise.all([getTranslations("lists"), getLocale(), getMessages()]);
  return (
    <ul aria-label={t("chosen")} className="flex flex-wrap items-center gap-2">
      {chosen.map(({ facet = "", label, href }) => (
        <li key={label} className="min-w-0">
          <Link
            href={href}
            prefetch={false}
            className="bg-accent-soft text-accent-text text-caption inline-flex h-6 max-w-full items-center gap-1 rounded-full pr-1.5 pl-2.5"
          >
            <span className="truncate">{nameOf(facet, label, { locale, tasks })}</span>
            <X aria-label={t("remove")} className="size-3.5 shrink-0" />
          </Link>
        </li>
      ))}
      {chosen.length > 1 ? (
        <li>
          <Link
            href={listHref({ shelf: filter.shelf, sort: filter.sort, search: filter.search })}
            prefetch={false}
            className="text-caption text-text-muted hover:text-text hover:underline"
          >
            {t("clear")}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}
