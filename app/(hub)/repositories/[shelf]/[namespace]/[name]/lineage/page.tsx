import { getTranslations } from "next-intl/server";
import { addressOf } from "@/components/hub/href";
import { LineageView } from "@/components/hub/lineage/lineage-view";
import { RepoFrame } from "@/components/hub/repo-frame";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { EDGE_RELATIONS, GetLineageGraphInput } from "@/server/hub/contract/lineage";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props) {
  const [{ namespace, name }, t] = await Promise.all([params, getTranslations("lineage")]);
  return { title: `${t("title")} · ${namespace}/${name}` };
}

/** `?depth=`, `?nodes=` and `?relation=`; what makes no sense is as if it were not there. */
export default async function LineagePage({ params, searchParams }: Props) {
  const [at, { depth, nodes, relation }] = await Promise.all([params, searchParams]);
  const repo = await repoOfPage(at.shelf, at.namespace, at.name);
  const numberOr = (text: typeof depth) => (text === undefined ? undefined : Number(text));
  const address = addressOf(repo);
  const asked = GetLineageGraphInput.safeParse({ ...address, depth: numberOr(depth), limit: numberOr(nodes) });
  const input = asked.data ?? GetLineageGraphInput.parse(address);
  const graph = await api.hub.getLineageGraph(input);
  const chosen = EDGE_RELATIONS.find((known) => known === relation);
  return (
    <RepoFrame repo={repo} tab="lineage">
      <LineageView repo={repo} graph={graph} query={{ depth: input.depth, limit: input.limit, relation: chosen }} />
    </RepoFrame>
  );
}
