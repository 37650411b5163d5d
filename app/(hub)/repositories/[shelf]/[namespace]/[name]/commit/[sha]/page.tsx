import { getTranslations } from "next-intl/server";
import { ChangeList } from "@/components/hub/changes/change-list";
import { diffOptionsOf } from "@/components/hub/changes/diff-options";
import { CommitHeader } from "@/components/hub/commit-header";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { repoOfPage } from "@/server/api/page-repo";
import { wordsOfPage } from "@/server/api/page-words";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { decodedPart } from "@/server/kernel/contract/decoded-part";

interface Props {
  params: Promise<{ shelf: string; namespace: string; name: string; sha: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props) {
  const { namespace, name, sha } = await params;
  return { title: `${sha.slice(0, 7)} · ${namespace}/${name}` };
}

export default async function CommitPage({ params, searchParams }: Props) {
  const [{ shelf, namespace, name, sha }, query] = await Promise.all([params, searchParams]);
  const options = diffOptionsOf(query);
  const [t, repo] = await Promise.all([getTranslations("commits"), repoOfPage(shelf, namespace, name)]);
  const asked = { ...addressOf(repo), commit: decodedPart(sha), ignoreSpace: options.ignoresSpace };
  const commit = await orNotFound(api.hub.getCommit(asked));
  const words = await wordsOfPage(repo, [commit.title, commit.body]);
  const sides = { base: commit.parents[0] ?? null, head: commit.id };
  return (
    <RepoFrame repo={repo} tab="commits">
      <CommitHeader repo={repo} commit={commit} words={words} />
      {commit.parents.length > 1 ? <p className="text-caption text-text-muted">{t("merge")}</p> : null}
      <ChangeList
        repo={repo}
        changes={commit}
        sides={sides}
        here={hrefOf(repo, "commit", commit.id)}
        options={options}
      />
    </RepoFrame>
  );
}
