import { FilePen } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { addressesIn } from "@/components/hub/card-addresses";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoAside } from "@/components/hub/repo-aside";
import { RepoFrame } from "@/components/hub/repo-frame";
import { RepoLineage } from "@/components/hub/repo-lineage";
import { AsideLayout } from "@/components/patterns/aside-layout";
import { EmptyState } from "@/components/patterns/empty-state";
import { Markdown } from "@/components/patterns/markdown";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { contextOfPage } from "@/server/api/page-context";
import { picturesOfPage } from "@/server/api/page-pictures";
import { repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import type { RepoDetails } from "@/server/hub/contract/repo";

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
    getTranslations("repo"),
    contextOfPage(),
    repoOfPage(shelf, namespace, name),
  ]);
  const address = addressOf(repo);
  const [readme, lineage, weights] = await Promise.all([
    api.hub.getReadme(address),
    api.hub.getLineage(address),
    repo.kind === "model" ? api.hub.getWeights(address) : null,
  ]);
  const aside = (
    <>
      <RepoAside repo={repo} weights={weights} origin={site.origin} />
      <RepoLineage lineage={lineage} />
    </>
  );
  const revision = repo.defaultBranch;
  const pictures = await picturesOfPage(repo, revision);
  const addresses = addressesIn({ repo, revision, path: "README.md", pictures });
  return (
    <RepoFrame repo={repo} tab="card">
      <AsideLayout aside={aside} asideLabel={t("about")}>
        <div className="grid grid-cols-1 gap-4">
          {repo.description ? <p className="max-w-read text-text-muted">{repo.description}</p> : null}
          {readme.problem ? <Callout tone="warning" title={readme.problem} /> : null}
          {readme.source?.trim() ? <Markdown source={readme.source} addresses={addresses} /> : <NoCard repo={repo} />}
          {readme.source?.trim() && repo.can.write ? <EditCard repo={repo} label={t("editCard")} /> : null}
        </div>
      </AsideLayout>
    </RepoFrame>
  );
}

async function NoCard({ repo }: { repo: RepoDetails }) {
  const [t, r] = await Promise.all([getTranslations("hub"), getTranslations("repo")]);
  const action = repo.can.write ? <EditCard repo={repo} label={r("createCard")} /> : undefined;
  return (
    <EmptyState kind={repo.kind} title={t("noCard")} action={action}>
      {t("noCardText")}
    </EmptyState>
  );
}

const EditCard = ({ repo, label }: { repo: RepoDetails; label: string }) => (
  <Button asChild className="justify-self-start">
    <Link href={hrefOf(repo, "edit", repo.defaultBranch, "README.md")}>
      <FilePen aria-hidden />
      {label}
    </Link>
  </Button>
);
