import { Plus } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { EmptyState } from "@/components/patterns/empty-state";
import { postCommand } from "@/components/patterns/post-command";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { kindOf, type ListReposInput, type SearchResult } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";
import { isFiltered, listHref } from "./list-href";
import { RepoGrid } from "./repo-grid";

interface Props {
  filter: ListReposInput;
  origin: string;
  /** What has a name like the one that was looked for. */
  similar: z.infer<typeof SearchResult>["items"];
}

/** A shelf on which nothing stands, or nothing that was looked for. */
export async function NoRepos({ filter, origin, similar }: Props) {
  const t = await getTranslations("hub");
  const { shelf, search } = filter;
  const isOnShelf = similar.length > 0 && similar.every(({ kind }) => kind === kindOf(shelf));
  if (search && isOnShelf && listHref(filter, { sort: undefined }) === listHref({ shelf, search, sort: "trending" })) {
    return (
      <>
        <p role="status" className="text-small text-text-muted break-words">
          {t("closest", { search })}
        </p>
        <RepoGrid repos={similar} />
      </>
    );
  }
  if (isFiltered(filter)) {
    const clear = (
      <Button asChild>
        <Link href={`/${shelf}`}>{t("clearFilters")}</Link>
      </Button>
    );
    return (
      <EmptyState title={t("noMatch")} action={clear}>
        {t("noMatchText")}
        {similar.length === 0 ? null : (
          <span className="mt-2 flex flex-wrap justify-center gap-x-3">
            {t("similar")}
            {similar.map(({ id, kind, namespace, name }) => (
              <TextLink key={id} href={hrefOf({ kind, namespace, name })}>
                {namespace}/{name}
              </TextLink>
            ))}
          </span>
        )}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      kind={kindOf(shelf)}
      title={t(`empty.${shelf}.title`)}
      action={
        <Button asChild variant="primary">
          <Link href={`/new/${shelf}`}>
            <Plus aria-hidden />
            {t(`create.${shelf}`)}
          </Link>
        </Button>
      }
      command={postCommand(`${origin}/api/v1/${shelf}`, { name: "first" })}
    >
      {t(`empty.${shelf}.text`)}
    </EmptyState>
  );
}
