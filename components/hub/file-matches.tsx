import { SearchX } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { EmptyState } from "@/components/patterns/empty-state";
import { Callout } from "@/components/ui/callout";
import type { FileMatches as Matches } from "@/server/hub/contract/content";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

interface Props {
  repo: NamedRepo;
  revision: string;
  query: string | undefined;
  /** `null` when nothing was searched for. */
  found: z.infer<typeof Matches> | null;
}

/** Lines that hold what was searched for, under the files they are in. */
export async function FileMatches({ repo, revision, query, found }: Props) {
  const t = await getTranslations("find");
  if (found === null || found.items.length === 0) {
    return (
      <EmptyState icon={SearchX} title={t(query === undefined ? "ask" : "nothing", { query: query ?? "" })}>
        {t(query === undefined ? "askText" : "nothingText")}
      </EmptyState>
    );
  }
  const files = [...Map.groupBy(found.items, ({ path }) => path)];
  return (
    <>
      <p className="text-small text-text-muted tabular-nums">
        {t("count", { lines: found.items.length, files: files.length })}
      </p>
      {found.isTruncated ? <Callout tone="info" title={t("truncated")} /> : null}
      <div className="grid grid-cols-1 gap-4">
        {files.map(([path, matches]) => (
          <section
            key={path}
            aria-label={path}
            className="rounded-card bg-surface-raised min-w-0 overflow-hidden border"
          >
            <h2 className="text-caption border-b px-4 py-2 font-normal">
              <Link
                href={hrefOf(repo, "blob", revision, path)}
                prefetch={false}
                className="font-mono break-all hover:underline"
              >
                {path}
              </Link>
            </h2>
            <ol className="py-1">
              {matches.map(({ line, text }) => (
                <li key={line}>
                  <Link
                    href={`${hrefOf(repo, "blob", revision, path)}?plain=1#L${line}`}
                    prefetch={false}
                    className="text-caption hover:bg-hover flex gap-3 px-4 py-0.5 font-mono"
                  >
                    <span className="text-text-muted w-10 shrink-0 text-right tabular-nums">{line}</span>
                    <span className="min-w-0 break-all whitespace-pre-wrap">
                      <Marked text={text} query={query ?? ""} />
                    </span>
                  </Link>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </>
  );
}

function Marked({ text, query }: { text: string; query: string }) {
  const at = text.toLowerCase().indexOf(query.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-mark bg-pressed font-semibold text-inherit">{text.slice(at, at + query.length)}</mark>
      {text.slice(at + query.length)}
    </>
  );
}
