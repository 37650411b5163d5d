import { getTranslations } from "next-intl/server";
import { RepoFrame } from "@/components/hub/repo-frame";
import { EmptyState } from "@/components/patterns/empty-state";
import { Markdown } from "@/components/patterns/markdown";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { contextOfPage } from "@/server/api/page-context";
import { repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { shelfOf } from "@/server/hub/contract/repo";

interface Props {
  params: Promise<{ shelf: string; namespace: string; name: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { namespace, name } = await params;
  return { title: `${namespace}/${name}` };
}

export default async function RepositoryPage({ params }: Props) {
  const { shelf, namespace, name } = await params;
  const [t, { site }, repo] = await Promise.all([
    getTranslations("hub"),
    contextOfPage(),
    repoOfPage(shelf, namespace, name),
  ]);
  const { source, problem } = await api.hub.getReadme({ shelf: shelfOf(repo.kind), namespace, name });
  const path = repo.kind === "model" ? "" : `${shelfOf(repo.kind)}/`;
  return (
    <RepoFrame repo={repo} tab="card">
      {repo.description ? <p className="max-w-read text-text-muted">{repo.description}</p> : null}
      {problem ? <Callout tone="warning" title={problem} /> : null}
      {source?.trim() ? (
        <Markdown source={source} />
      ) : (
        <EmptyState kind={repo.kind} title={t("noCard")}>
          {t("noCardText")}
        </EmptyState>
      )}
      <CodeBlock
        language="bash"
        title={t("clone")}
        code={`git clone ${site.origin}/${path}${repo.namespace}/${repo.name}`}
      />
    </RepoFrame>
  );
}
