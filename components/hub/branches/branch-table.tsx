import { Shield } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Branch } from "@/server/hub/contract/refs";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { compareHref } from "../changes/compare-bar";
import { hrefOf } from "../href";
import { BranchActions } from "./branch-actions";

interface Props {
  repo: RepoDetails;
  branches: readonly Branch[];
  isSearched: boolean;
}

/** Branches with their last commit and how they stand to the default branch. */
export async function BranchTable({ repo, branches, isSearched }: Props) {
  const t = await getTranslations("branches");
  if (branches.length === 0) {
    return (
      <EmptyState kind={repo.kind} title={t(isSearched ? "noMatch" : "empty")}>
        {t(isSearched ? "noMatchText" : "emptyText")}
      </EmptyState>
    );
  }
  return (
    <ul className="rounded-card bg-surface-raised divide-y border">
      {branches.map((branch) => (
        <li key={branch.name} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
          <BranchRow repo={repo} branch={branch} />
        </li>
      ))}
    </ul>
  );
}

async function BranchRow({ repo, branch }: { repo: RepoDetails; branch: Branch }) {
  const [t, locale] = await Promise.all([getTranslations("branches"), getLocale()]);
  const { name, lastCommit, isDefault } = branch;
  return (
    <>
      <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <Link
            href={hrefOf(repo, "tree", name)}
            prefetch={false}
            className="text-small truncate font-mono font-medium hover:underline"
          >
            {name}
          </Link>
          {isDefault ? <Badge>{t("default")}</Badge> : null}
          {branch.isProtected ? <Protected repo={repo} /> : null}
        </span>
        <span className="text-caption text-text-muted flex min-w-0 gap-2">
          <Link href={hrefOf(repo, "commit", lastCommit.id)} prefetch={false} className="truncate hover:underline">
            {lastCommit.title || lastCommit.id.slice(0, 7)}
          </Link>
          <span className="shrink-0">{lastCommit.authorName}</span>
          <RelativeTime at={lastCommit.author.date.toISOString()} now={new Date().toISOString()} locale={locale} />
        </span>
      </div>
      {isDefault ? null : <Distance repo={repo} branch={branch} />}
      {repo.can.write ? (
        <BranchActions
          repo={repo}
          branch={name}
          canRename={!isDefault || repo.can.admin}
          kept={branch.canDelete ? undefined : t(keptBy(repo, isDefault))}
        />
      ) : null}
    </>
  );
}

function keptBy({ can }: RepoDetails, isDefault: boolean) {
  if (isDefault) return "keptAsDefault";
  return can.admin ? "keptByYourRule" : "keptByRule";
}

/** Leads those to the rules who may change them. */
async function Protected({ repo }: { repo: RepoDetails }) {
  const t = await getTranslations("branches");
  const badge = (
    <Badge>
      <Shield aria-hidden className="size-3" />
      {t("protected")}
    </Badge>
  );
  if (!repo.can.admin) return badge;
  return (
    <Link href={hrefOf(repo, "settings", "branches")} prefetch={false} title={t("toRules")}>
      {badge}
    </Link>
  );
}

async function Distance({ repo, branch: { name, ahead, behind } }: { repo: RepoDetails; branch: Branch }) {
  const t = await getTranslations("branches");
  const href = compareHref(repo, { base: repo.defaultBranch, head: name, mode: "three-dot" });
  return (
    <Link href={href} prefetch={false} className="text-caption text-text-muted tabular-nums hover:underline">
      {ahead === null || behind === null ? t("compare") : t("distance", { ahead, behind })}
    </Link>
  );
}
