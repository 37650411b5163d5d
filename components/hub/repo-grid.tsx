import { Lock, Users } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { AssetCard } from "@/components/patterns/asset-card";
import { Badge } from "@/components/ui/badge";
import type { Repo } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

type Listed = Pick<
  Repo,
  | "id"
  | "visibility"
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

/** Repositories as cards, two in a row where there is room. */
export async function RepoGrid({ repos }: { repos: readonly Listed[] }) {
  const [t, locale] = await Promise.all([getTranslations("hub"), getLocale()]);
  const now = new Date().toISOString();
  return (
    <ul className="grid grid-cols-1 gap-3 lg:grid-cols-2">
      {repos.map((repo) => (
        <li key={repo.id}>
          <AssetCard
            now={now}
            locale={locale}
            badge={
              repo.visibility === "public" ? null : (
                <Badge icon={repo.visibility === "private" ? Lock : Users}>{t(`visibility.${repo.visibility}`)}</Badge>
              )
            }
            asset={{
              owner: repo.namespace,
              name: repo.name,
              href: hrefOf(repo),
              facts: [repo.task, repo.library, repo.license].filter((fact) => fact !== null),
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
