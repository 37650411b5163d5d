import { getTranslations } from "next-intl/server";
import { ChangeList } from "@/components/hub/changes/change-list";
import { CompareBar, compareHref } from "@/components/hub/changes/compare-bar";
import { diffOptionsOf } from "@/components/hub/changes/diff-options";
import { CommitList } from "@/components/hub/commit-list";
import { addressOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { EmptyState } from "@/components/patterns/empty-state";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { newPullHref } from "@/server/api/pull-sides";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props) {
  const [t, { namespace, name }] = await Promise.all([getTranslations("compare"), params]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

const textOf = (value: string | string[] | undefined) =>
  typeof value === "string" && value !== "" ? value : undefined;

export default async function ComparePage({ params, searchParams }: Props) {
  const [{ shelf, namespace, name }, query] = await Promise.all([params, searchParams]);
  const [t, repo] = await Promise.all([getTranslations("compare"), repoOfPage(shelf, namespace, name)]);
  const mode = query.mode === "two-dot" ? "two-dot" : "three-dot";
  const base = textOf(query.base) ?? repo.defaultBranch;
  const compared = { base, head: textOf(query.head) ?? repo.defaultBranch, mode } as const;
  const options = diffOptionsOf(query);
  const asked = { ...addressOf(repo), ...compared, ignoreSpace: options.ignoresSpace };
  const found = repo.sha === null ? null : await orNotFound(api.hub.compareRevisions(asked));
  const from = found && (mode === "three-dot" ? found.mergeBase : found.base);
  const pullHref = found && found.ahead > 0 ? await newPullHref(repo, compared) : null;
  return (
    <RepoFrame repo={repo} tab="branches">
      <CompareBar repo={repo} compared={compared} pullHref={pullHref} />
      {found === null || (found.files.length === 0 && found.commits.length === 0) ? (
        <EmptyState kind={repo.kind} title={t("same")}>
          {t("sameText")}
        </EmptyState>
      ) : (
        <>
          <p className="text-small text-text-muted tabular-nums">
            {t("distance", { ahead: found.ahead, behind: found.behind })}
          </p>
          <CommitList repo={repo} commits={found.commits} path="" />
          <ChangeList
            repo={repo}
            changes={found}
            sides={{ base: from, head: found.head }}
            here={compareHref(repo, compared)}
            options={options}
          />
        </>
      )}
    </RepoFrame>
  );
}
