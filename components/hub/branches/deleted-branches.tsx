import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DeletedBranchPage } from "@/server/hub/contract/refs";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { RestoreBranch } from "./restore-branch";

interface Props {
  repo: NamedRepo;
  branches: z.infer<typeof DeletedBranchPage>["items"];
}

/** Branches that were deleted here lately and can come back; nothing when there are none. */
export async function DeletedBranches({ repo, branches }: Props) {
  const [t, locale] = await Promise.all([getTranslations("branches"), getLocale()]);
  if (branches.length === 0) return null;
  return (
    <section aria-labelledby="deleted-branches" className="grid grid-cols-1 gap-2">
      <h2 id="deleted-branches" className="text-small font-medium">
        {t("lately")}
      </h2>
      <ul className="rounded-card bg-surface-raised divide-y border">
        {branches.map(({ name, commit, deletedAt }) => (
          <li key={name} className="flex flex-wrap items-center gap-3 px-4 py-2">
            <span className="text-small min-w-0 truncate font-mono">{name}</span>
            <code className="text-caption text-text-muted font-mono">{commit.slice(0, 7)}</code>
            <span className="text-caption text-text-muted ml-auto">
              <RelativeTime at={deletedAt.toISOString()} now={new Date().toISOString()} locale={locale} />
            </span>
            <RestoreBranch repo={repo} branch={name} />
          </li>
        ))}
      </ul>
    </section>
  );
}
