import { CommitDiff } from "@/components/hub/commit-diff";
import { CommitHeader } from "@/components/hub/commit-header";
import { addressOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { repoOfPage } from "@/server/api/page-repo";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<{ shelf: string; namespace: string; name: string; sha: string }>;
  searchParams: Promise<{ file?: string | string[] }>;
}

export async function generateMetadata({ params }: Props) {
  const { namespace, name, sha } = await params;
  return { title: `${sha.slice(0, 7)} · ${namespace}/${name}` };
}

export default async function CommitPage({ params, searchParams }: Props) {
  const [{ shelf, namespace, name, sha }, { file }] = await Promise.all([params, searchParams]);
  const repo = await repoOfPage(shelf, namespace, name);
  const commit = await orNotFound(api.hub.getCommit({ ...addressOf(repo), commit: decodeURIComponent(sha) }));
  return (
    <RepoFrame repo={repo} tab="commits">
      <CommitHeader repo={repo} commit={commit} />
      <CommitDiff repo={repo} commit={commit} only={typeof file === "string" ? file : undefined} />
    </RepoFrame>
  );
}
