import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NewIssueForm } from "@/components/discussions/new-issue-form";
import { NewPullForm } from "@/components/discussions/new-pull-form";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { Words } from "@/components/shell/words";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<{ type?: string | string[]; head?: string | string[] }>;
}

const MAX_BRANCHES = 1_000;

export async function generateMetadata({ searchParams }: Props) {
  const [{ type }, t] = await Promise.all([searchParams, getTranslations("discussions")]);
  return { title: t(type === "pull" ? "newPull" : "newIssue") };
}

export default async function NewDiscussionPage({ params, searchParams }: Props) {
  const [at, { type, head }, t] = await Promise.all([params, searchParams, getTranslations("discussions")]);
  const [repo, viewer] = await Promise.all([repoOfPage(at.shelf, at.namespace, at.name), getViewer()]);
  const base = hrefOf(repo);
  const isPull = type === "pull";
  const here = `${base}/discussions/new${isPull ? "?type=pull" : ""}`;
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  const address = addressOf(repo);
  const [{ items: templates }, { items: branches }] = await Promise.all([
    api.discussions.listTemplates({ ...address, type: isPull ? "pull" : "issue" }),
    isPull ? api.hub.listRefs({ ...address, kind: "branch", limit: MAX_BRANCHES }) : { items: [] },
  ]);
  return (
    <RepoFrame repo={repo} tab="discussions">
      <h2 className="text-lead">{t(isPull ? "newPull" : "newIssue")}</h2>
      <Words namespaces={["discussions"]}>
        {isPull ? (
          <NewPullForm
            at={address}
            base={base}
            branches={branches.map((branch) => branch.name)}
            defaultBranch={repo.defaultBranch}
            head={typeof head === "string" ? head : undefined}
            description={templates[0]?.body ?? ""}
          />
        ) : (
          <NewIssueForm at={address} base={base} templates={templates} />
        )}
      </Words>
    </RepoFrame>
  );
}
