import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";
import { NavTabs } from "@/components/ui/nav-tabs";
import { kindOf, type RepoCounts, type RepoPage, SHELVES, type Shelf } from "@/server/hub/contract/repo";
import { PageLinks } from "./page-links";
import { RepoGrid } from "./repo-grid";

interface Props {
  owner: string;
  shelf: Shelf;
  counts: z.infer<typeof RepoCounts>;
  page: z.infer<typeof RepoPage>;
  isContinued: boolean;
  /** The viewer may create repositories here. */
  isOwn: boolean;
}

const hrefFor = (owner: string, shelf: Shelf) => (shelf === "models" ? `/${owner}` : `/${owner}?tab=${shelf}`);

/** What somebody has, one kind at a time. */
export async function OwnerRepos({ owner, shelf, counts, page, isContinued, isOwn }: Props) {
  const t = await getTranslations("hub");
  const here = hrefFor(owner, shelf);
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      <NavTabs
        label={t("kinds")}
        current={here}
        tabs={SHELVES.map((one) => ({
          href: hrefFor(owner, one),
          label: t(`titles.${one}`),
          count: String(counts[kindOf(one)]),
        }))}
      />
      {page.items.length > 0 ? (
        <RepoGrid repos={page.items} />
      ) : (
        <EmptyState
          kind={kindOf(shelf)}
          title={t(`empty.${shelf}.title`)}
          action={
            isOwn ? (
              <Button asChild variant="primary">
                <Link href={`/new/${shelf}`}>{t(`create.${shelf}`)}</Link>
              </Button>
            ) : undefined
          }
        >
          {t(`empty.${shelf}.text`)}
        </EmptyState>
      )}
      <PageLinks here={here} nextCursor={page.nextCursor} isContinued={isContinued} shown={page.items.length} />
    </div>
  );
}
