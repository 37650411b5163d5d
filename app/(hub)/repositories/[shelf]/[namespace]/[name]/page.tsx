import { getTranslations } from "next-intl/server";
import { addressesIn } from "@/components/hub/card-addresses";
import { CardView } from "@/components/hub/card-view";
import { FitPanel } from "@/components/hub/fit-panel";
import { GatePanel } from "@/components/hub/gate/gate-panel";
import { addressOf } from "@/components/hub/href";
import { RepoLineage } from "@/components/hub/lineage/repo-lineage";
import { RepoAside } from "@/components/hub/repo-aside";
import { RepoFrame } from "@/components/hub/repo-frame";
import { EvalResults } from "@/components/hub/results/eval-results";
import { ScanSummary } from "@/components/hub/scan/scan-summary";
import { RepoActions } from "@/components/hub/social/repo-actions";
import { AsideLayout } from "@/components/patterns/aside-layout";
import { Words } from "@/components/shell/words";
import { contextOfPage } from "@/server/api/page-context";
import { picturesOfPage } from "@/server/api/page-pictures";
import { type RepoParams, repoOfFrontPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { creatingOf, getViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<RepoParams>;
}

export async function generateMetadata({ params }: Props) {
  const { namespace, name } = await params;
  return { title: `${namespace}/${name}` };
}

export default async function RepositoryPage({ params }: Props) {
  const { shelf, namespace, name } = await params;
  const [t, { site }, viewer, repo] = await Promise.all([
    getTranslations("repo"),
    contextOfPage(),
    getViewer(),
    repoOfFrontPage(shelf, namespace, name),
  ]);
  const address = addressOf(repo);
  const revision = repo.defaultBranch;
  const isModel = repo.kind === "model";
  const [readme, lineage, weights, fit, pictures, gate, results, scan] = await Promise.all([
    api.hub.getReadme(address),
    api.hub.getLineage(address),
    isModel ? api.hub.getWeights(address) : null,
    isModel ? api.hub.getFit(address) : null,
    picturesOfPage(repo, revision),
    repo.gate === null ? null : api.hub.getGate(address),
    isModel ? api.hub.getEvalResults(address) : null,
    isModel ? api.hub.getRepoScan(address) : null,
  ]);
  const aside = (
    <>
      <RepoActions repo={repo} owners={viewer ? creatingOf(viewer) : []} />
      <RepoAside repo={repo} weights={weights} origin={site.origin} ssh={site.ssh} />
      {scan ? <ScanSummary repo={repo} scan={scan} /> : null}
      {fit && fit.items.length > 0 ? (
        <Words namespaces={["fit"]}>
          <FitPanel repo={repo} first={fit} trainedContext={weights?.contextLength ?? null} />
        </Words>
      ) : null}
      <RepoLineage lineage={lineage} repo={repo} />
    </>
  );
  const addresses = addressesIn({ repo, revision, path: "README.md", pictures });
  return (
    <RepoFrame repo={repo} tab="card">
      <AsideLayout aside={aside} asideLabel={t("about")}>
        <div className="grid grid-cols-1 gap-6">
          {gate ? <GatePanel repo={repo} gate={gate} addresses={addresses} /> : null}
          <CardView repo={repo} readme={readme} addresses={addresses} />
          {results ? <EvalResults results={results} canWrite={repo.can.write} /> : null}
        </div>
      </AsideLayout>
    </RepoFrame>
  );
}
