import { History } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Blame } from "@/server/hub/contract/content";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

interface Props {
  repo: NamedRepo;
  blame: z.infer<typeof Blame>;
}

type Range = Props["blame"]["ranges"][number];

/** The lines of a file, beside each stretch the commit that last changed it. */
export async function BlameView({ repo, blame }: Props) {
  const t = await getTranslations("blame");
  const { lines, first, ranges, path } = blame;
  return (
    <section
      {...keyboardScroll}
      aria-label={t("lines", { path })}
      className="rounded-card bg-surface-raised scroll-thin overflow-x-auto border focus-visible:-outline-offset-2"
    >
      <ol className="w-max min-w-full divide-y">
        {ranges.map((range) => (
          <li key={range.start} className="flex">
            <Origin repo={repo} blame={blame} range={range} />
            <pre className="text-caption text-code-text py-1 font-mono leading-5">
              {numbered(lines, first, range).map(({ line, text }) => (
                <span key={line} id={`L${line}`} className="flex">
                  <span aria-hidden className="text-text-muted w-12 shrink-0 pr-3 text-right tabular-nums select-none">
                    {line}
                  </span>
                  <span className="pr-4 whitespace-pre">{text}</span>
                </span>
              ))}
            </pre>
          </li>
        ))}
      </ol>
    </section>
  );
}

const numbered = (lines: readonly string[], first: number, { start, count }: Range) =>
  lines.slice(start - first, start - first + count).map((text, index) => ({ line: start + index, text }));

async function Origin({ repo, blame, range }: Props & { range: Range }) {
  const [t, locale] = await Promise.all([getTranslations("blame"), getLocale()]);
  const commit = blame.commits.find(({ id }) => id === range.commit);
  const { previous } = range;
  return (
    <div className="bg-surface-raised text-caption sticky left-0 flex w-40 shrink-0 items-start gap-2 border-r px-3 py-1 sm:w-72">
      <span className="grid min-w-0 flex-1">
        <Link href={hrefOf(repo, "commit", range.commit)} prefetch={false} className="truncate hover:underline">
          {commit?.title || range.commit.slice(0, 7)}
        </Link>
        {range.count > 1 && commit ? (
          <span className="text-text-muted flex gap-2">
            <span className="truncate">{commit.authorName}</span>
            <RelativeTime at={commit.author.date.toISOString()} now={new Date().toISOString()} locale={locale} />
          </span>
        ) : null}
      </span>
      {previous ? (
        <Link
          href={hrefOf(repo, "blame", previous.commit, previous.path)}
          prefetch={false}
          aria-label={t("before", { line: range.start })}
          title={t("beforeTitle")}
          className="rounded-control hover:bg-hover inline-flex size-6 shrink-0 items-center justify-center"
        >
          <History aria-hidden className="size-3.5" />
        </Link>
      ) : null}
    </div>
  );
}
