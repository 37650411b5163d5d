import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NewIssueForm } from "@/components/discussions/new-issue-form";
import { NewPullForm } from "@/components/discussions/new-pull-form";
import { addressOf, hrefOf } from "@/components/hub/href";
import { RepoFrame } from "@/components/hub/repo-frame";
import { listAddress } from "@/components/patterns/list-address";
import { Words } from "@/components/shell/words";
import { type RepoParams, repoOfPage } from "@/server/api/page-repo";
import { pullSides } from "@/server/api/pull-sides";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<RepoParams>;
  searchParams: Promise<Record<"type" | "head" | "base", string | string[] | undefined>>;
}

const textOf = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);

export async function generateMetadata({ searchParams }: Props) {
  const [{ type }, t] = await Promise.all([searchParams, getTranslations("discussions")]);
  return { title: t(type === "pull" ? "newPull" : "newIssue") };
}

export default async function NewDiscussionPage({ params, searchParams }: Props) {
  const [at, query, t] = await Promise.all([params, searchParams, getTranslations("discussions")]);
  const [repo, viewer] = await Promise.all([repoOfPage(at.shelf, at.namespace, at.name), getViewer()]);
  const isPull = query.type === "pull";
  const asked = { base: textOf(query.base), head: textOf(query.head) };
  const base = hrefOf(repo);
  const here = listAddress(`${base}/discussions/new`, isPull ? { type: "pull", ...asked } : {});
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  const sides = isPull ? await pullSides(repo, viewer, asked) : null;
  const { items: templates } = await api.discussions.listTemplates({
    ...(sides?.start.into.at ?? addressOf(repo)),
    type: isPull ? "pull" : "issue",
  });
  return (
    <RepoFrame repo={repo} tab="discussions">
      <h2 className="text-lead">{t(isPull ? "newPull" : "newIssue")}</h2>
      <Words namespaces={["discussions"]}>
        {sides ? (
          <NewPullForm {...sides} description={templates[0]?.body ?? ""} />
        ) : (
          <NewIssueForm at={addressOf(repo)} base={base} templates={templates} />
        )}
      </Words>
    </RepoFrame>
  );
}
