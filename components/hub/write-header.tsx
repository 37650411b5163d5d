import { getTranslations } from "next-intl/server";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import type { Place } from "@/server/hub/contract/content";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

interface Props {
  repo: NamedRepo;
  place: Pick<Place, "revision" | "path">;
  title: string;
}

/** What one is about to change, and on which branch. */
export async function WriteHeader({ repo, place: { revision, path }, title }: Props) {
  const t = await getTranslations("files");
  const parts = path === "" ? [] : path.split("/");
  return (
    <div className="grid gap-1">
      <h2 className="text-lead">{title}</h2>
      <Breadcrumb
        label={t("folder")}
        isMono
        crumbs={[
          { label: repo.name, href: hrefOf(repo) },
          { label: revision, href: hrefOf(repo, "tree", revision) },
          ...parts.map((label, index) => ({
            label,
            ...(index < parts.length - 1 && {
              href: hrefOf(repo, "tree", revision, parts.slice(0, index + 1).join("/")),
            }),
          })),
        ]}
      />
    </div>
  );
}
