import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { RelativeTime } from "@/components/ui/relative-time";
import { orNotFound, repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { shelfOf } from "@/server/hub/contract/repo";

interface Props {
  params: Promise<{ shelf: string; namespace: string; name: string }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
}

export default async function CommitsPage({ params, searchParams }: Props) {
  const [{ shelf, namespace, name }, { cursor }] = await Promise.all([params, searchParams]);
  const repo = await repoOfPage(shelf, namespace, name);
  const [t, locale] = await Promise.all([getTranslations("hub"), getLocale()]);
  const where = { shelf: shelfOf(repo.kind), namespace, name };
  const after = typeof cursor === "string" ? { cursor } : {};
  const { items, nextCursor } = await orNotFound(api.hub.listCommits({ ...where, ...after }));
  const now = new Date().toISOString();
  return (
    <RepoFrame repo={repo} tab="commits">
      <ol className="rounded-card divide-y border">
        {items.map((commit) => (
          <li key={commit.id} className="text-small flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2.5">
            <span className="min-w-0 flex-1 truncate font-medium">{commit.title}</span>
            <span className="text-text-muted">{commit.authorName}</span>
            <span className="text-text-muted">
              <RelativeTime at={commit.author.date.toISOString()} now={now} locale={locale} />
            </span>
            <code className="text-text-muted font-mono">{commit.id.slice(0, 8)}</code>
          </li>
        ))}
      </ol>
      {nextCursor ? (
        <Link href={`${hrefOf(repo, "commits")}?cursor=${encodeURIComponent(nextCursor)}`}>{t("more")}</Link>
      ) : null}
    </RepoFrame>
  );
}
