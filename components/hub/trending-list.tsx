import { Download, Heart } from "lucide-react";
import Link from "next/link";
import { getLocale, getMessages } from "next-intl/server";
import { KindIcon } from "@/components/patterns/asset-kind";
import { factsOf } from "@/components/patterns/task-name";
import { Count } from "@/components/ui/count";
import { TextLink } from "@/components/ui/text-link";
import type { Repo, Shelf } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

interface Props {
  title: string;
  shelf: Shelf;
  /** Words of the link to the whole list. */
  all: string;
  /** What to say, and to do, while there is none. */
  empty: { readonly text: string; readonly action: string };
  repos: readonly Pick<
    Repo,
    "id" | "kind" | "namespace" | "name" | "task" | "library" | "license" | "downloads" | "likes"
  >[];
}

/** A few repositories of one kind, one under the other. */
export async function TrendingList({ title, shelf, all, empty, repos }: Props) {
  const [locale, { tasks }] = await Promise.all([getLocale(), getMessages()]);
  return (
    <section aria-labelledby={`trending-${shelf}`} className="grid min-w-0 grid-cols-1 content-start gap-2">
      <header className="flex items-baseline justify-between">
        <h2 id={`trending-${shelf}`} className="text-body">
          {title}
        </h2>
        <TextLink href={`/${shelf}`} tone="muted" className="text-caption">
          {all}
        </TextLink>
      </header>
      {repos.length === 0 ? (
        <p className="rounded-card text-small text-text-muted grid justify-items-center gap-1 border px-3 py-6 text-center">
          {empty.text}
          <TextLink href={`/new/${shelf}`}>{empty.action}</TextLink>
        </p>
      ) : null}
      <ol className="rounded-card bg-surface-raised divide-y border empty:hidden">
        {repos.map((repo) => (
          <li key={repo.id}>
            <Link
              href={hrefOf(repo)}
              className="hover:bg-hover flex min-w-0 items-center gap-3 px-3 py-2.5 transition-colors duration-150 focus-visible:-outline-offset-2"
            >
              <KindIcon kind={repo.kind} size="sm" />
              <span className="grid min-w-0 flex-1">
                <span className="text-small truncate">
                  <span className="text-text-muted">{repo.namespace}/</span>
                  <span className="font-medium">{repo.name}</span>
                </span>
                <span className="text-caption text-text-muted truncate empty:hidden">
                  {factsOf(repo, tasks).join(" · ")}
                </span>
              </span>
              <span className="text-caption text-text-muted grid shrink-0 justify-items-end">
                <span className="flex items-center gap-1">
                  <Count value={repo.downloads} locale={locale} />
                  <Download aria-hidden className="text-text-faint size-3" />
                </span>
                <span className="flex items-center gap-1">
                  <Count value={repo.likes} locale={locale} />
                  <Heart aria-hidden className="text-text-faint size-3" />
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
