import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { EmptyState } from "@/components/patterns/empty-state";
import { ListPager } from "@/components/patterns/list-pager";
import { Button } from "@/components/ui/button";
import { kindOf, type RepoPage, type Shelf } from "@/server/hub/contract/repo";
import { RepoGrid } from "./repo-grid";

interface Props {
  owner: string;
  shelf: Shelf;
  page: z.infer<typeof RepoPage>;
  cursor: string | undefined;
  /** The viewer may create repositories here. */
  isOwn: boolean;
}

/** What somebody has of one kind. */
export async function OwnerRepos({ owner, shelf, page, cursor, isOwn }: Props) {
  const t = await getTranslations("hub");
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
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
      <ListPager
        path={`/${owner}?tab=${shelf}`}
        nextCursor={page.nextCursor}
        query={{ cursor }}
        count={page.items.length}
      />
    </div>
  );
}
