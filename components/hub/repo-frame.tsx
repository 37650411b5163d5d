import {
  FileText,
  Folder,
  GitBranch,
  GitCommitHorizontal,
  Heart,
  MessagesSquare,
  Network,
  PackageOpen,
  Rocket,
  Settings,
  Tag,
} from "lucide-react";
import Link from "next/link";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AssetHeader } from "@/components/patterns/asset-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Count } from "@/components/ui/count";
import { NavTabs } from "@/components/ui/nav-tabs";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";
import { LikeButton } from "./like-button";
import { MirrorLine } from "./mirror-line";
import { tagLinksOf } from "./repo-tags";
import { ForkLine } from "./social/fork-line";

interface Props {
  repo: RepoDetails;
  tab: "card" | "files" | "commits" | "branches" | "tags" | "releases" | "discussions" | "lineage" | "settings";
  children: ReactNode;
}

const SHOWN = { public: "public", internal: "organisation", private: "private" } as const;
/** Where one looks at what lies in a copy. */
const FORK_TABS = new Set<Props["tab"]>(["card", "files", "commits"]);
const WEIGHTS = new Set(["gguf", "safetensors", "onnx", "pytorch"]);

/** Header and tabs, above everything that is shown of a repository. */
export async function RepoFrame({ repo, tab, children }: Props) {
  const [t, locale, { tasks }] = await Promise.all([getTranslations("hub"), getLocale(), getMessages()]);
  const hrefs = {
    card: hrefOf(repo),
    files: hrefOf(repo, "tree", repo.defaultBranch),
    commits: hrefOf(repo, "commits", repo.defaultBranch),
    branches: hrefOf(repo, "branches"),
    tags: hrefOf(repo, "tags"),
    releases: hrefOf(repo, "releases"),
    discussions: hrefOf(repo, "discussions"),
    lineage: hrefOf(repo, "lineage"),
    settings: hrefOf(repo, "settings"),
  };
  return (
    <PageBody>
      <AssetHeader
        kind={repo.kind}
        owner={repo.namespace}
        name={repo.name}
        ownerHref={`/${repo.namespace}`}
        visibility={{ value: SHOWN[repo.visibility], label: t(`visibility.${repo.visibility}`) }}
        gatedLabel={repo.gate === null ? undefined : t("gated")}
        copyLabel={t("copyName")}
        tags={tagLinksOf(repo, tasks)}
        social={<Likes repo={repo} next={hrefs[tab]} />}
        actions={<Deploy repo={repo} />}
      />
      <NavTabs
        label={t("parts")}
        current={hrefs[tab]}
        tabs={[
          { href: hrefs.card, label: t("card"), icon: FileText },
          { href: hrefs.files, label: t("files"), icon: Folder, count: String(repo.fileCount) },
          { href: hrefs.commits, label: t("commits"), icon: GitCommitHorizontal },
          { href: hrefs.discussions, label: t("discussions"), icon: MessagesSquare },
          { href: hrefs.lineage, label: t("lineage"), icon: Network },
          { href: hrefs.branches, label: t("branches"), icon: GitBranch },
          { href: hrefs.tags, label: t("tags"), icon: Tag },
          { href: hrefs.releases, label: t("releases"), icon: PackageOpen },
          ...(repo.can.admin ? [{ href: hrefs.settings, label: t("settings"), icon: Settings }] : []),
        ]}
      />
      {repo.isMirror ? (
        <Words namespaces={["mirrorLine"]}>
          <MirrorLine repo={repo} isAdmin={repo.can.admin} locale={locale} />
        </Words>
      ) : null}
      {repo.forkedFrom && FORK_TABS.has(tab) ? (
        <Words namespaces={["forkLine"]}>
          <ForkLine repo={repo} canWrite={repo.can.write} canPropose={repo.can.like} />
        </Words>
      ) : null}
      {repo.isArchived ? <Callout title={t("archived")}>{t("archivedText")}</Callout> : null}
      {children}
    </PageBody>
  );
}

/** A visitor is asked to sign in first. */
async function Likes({ repo, next }: Pick<Props, "repo"> & { next: string }) {
  const [t, locale] = await Promise.all([getTranslations("repo"), getLocale()]);
  if (repo.can.like) {
    const words = { like: t("like"), failed: t("likeFailed") };
    return <LikeButton repo={repo} liked={repo.liked} locale={locale} words={words} />;
  }
  return (
    <Button size="sm" asChild>
      <Link href={`/sign-in?next=${encodeURIComponent(next)}`}>
        <Heart aria-hidden />
        {t("like")}
        <Count value={repo.likes} locale={locale} className="text-text-muted" />
      </Link>
    </Button>
  );
}

/** For models with weights that a runtime may serve; the form says which. */
async function Deploy({ repo }: Pick<Props, "repo">) {
  if (repo.kind !== "model" || !repo.tags.some((tag) => WEIGHTS.has(tag))) return null;
  const t = await getTranslations("repo");
  return (
    <Button variant="primary" size="sm" asChild>
      <Link href={`/console/deployments/new?model=${repo.namespace}/${repo.name}`}>
        <Rocket aria-hidden />
        {t("deploy")}
      </Link>
    </Button>
  );
}
