import { getLocale } from "next-intl/server";
import { AssetCard } from "@/components/patterns/asset-card";
import type { Repo } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

type Listed = Pick<
  Repo,
  "id" | "kind" | "namespace" | "name" | "task" | "library" | "license" | "downloads" | "likes" | "updatedAt"
>;

/** Repositories as cards, two in a row where there is room. */
export async function RepoGrid({ repos }: { repos: readonly Listed[] }) {
  const locale = await getLocale();
  const now = new Date().toISOString();
  return (
    <ul className="grid grid-cols-1 gap-3 lg:grid-cols-2">
      {repos.map((repo) => (
        <li key={repo.id}>
          <AssetCard
            now={now}
            locale={locale}
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
