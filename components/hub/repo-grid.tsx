import { DoorClosedLocked, Lock, Users } from "lucide-react";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { AssetCard } from "@/components/patterns/asset-card";
import { factsOf } from "@/components/patterns/task-name";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { Repo } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

type Listed = Pick<
  Repo,
  | "id"
  | "visibility"
  | "gate"
  | "kind"
  | "namespace"
  | "name"
  | "task"
  | "library"
  | "license"
  | "downloads"
  | "likes"
  | "updatedAt"
>;

interface Props {
  repos: readonly Listed[];
  /** Default: two in a row where there is room. */
  columns?: "one" | "two";
}

/** Repositories as cards. */
export async function RepoGrid({ repos, columns = "two" }: Props) {
  const [t, locale, { tasks }] = await Promise.all([getTranslations("hub"), getLocale(), getMessages()]);
  const now = new Date().toISOString();
  return (
    <ul className={cn("grid grid-cols-1 gap-3", columns === "two" && "lg:grid-cols-2")}>
      {repos.map((repo) => (
        <li key={repo.id}>
          <AssetCard
            now={now}
            locale={locale}
            badge={
              repo.visibility === "public" && repo.gate === null ? null : (
                <>
                  {repo.visibility === "public" ? null : (
                    <Badge icon={repo.visibility === "private" ? Lock : Users}>
                      {t(`visibility.${repo.visibility}`)}
                    </Badge>
                  )}
                  {repo.gate === null ? null : <Badge icon={DoorClosedLocked}>{t("gated")}</Badge>}
                </>
              )
            }
            asset={{
              kind: repo.kind,
              owner: repo.namespace,
              name: repo.name,
              href: hrefOf(repo),
              facts: factsOf(repo, tasks),
              updatedAt: repo.updatedAt.toISOString(),
              downloads: repo.downloads,
              likes: repo.likes,
            }}
          />
        </li>
      ))}
    </ul>
  );
}
