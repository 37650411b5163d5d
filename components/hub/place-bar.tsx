import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Words } from "@/components/shell/words";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { CopyButton } from "@/components/ui/copy-button";
import type { Place } from "@/server/hub/contract/content";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";
import { RevisionPicker } from "./revision-picker";

interface Props {
  repo: NamedRepo;
  place: Place;
  verb: "tree" | "blob" | "blame" | "commits" | "find";
  /** At the right end. */
  children?: ReactNode;
}

const REVISION = "{revision}";

/** Which revision and where in it, above files and history. */
export async function PlaceBar({ repo, place, verb, children }: Props) {
  const t = await getTranslations("files");
  const { revision, kind, path } = place;
  const parts = path === "" ? [] : path.split("/");
  const crumbs = parts.map((label, index) => ({
    label,
    href: hrefOf(repo, "tree", revision, parts.slice(0, index + 1).join("/")),
  }));
  const [last] = parts.slice(-1);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Words namespaces={["revisionPicker"]}>
        <RevisionPicker
          key={`${verb} ${revision} ${path}`}
          repo={repo}
          revision={revision}
          kind={kind}
          pattern={hrefOf(repo, verb, REVISION, ...(path === "" ? [] : [path])).replace(
            encodeURIComponent(REVISION),
            REVISION,
          )}
        />
      </Words>
      <Breadcrumb
        label={t("folder")}
        isMono
        crumbs={[
          { label: repo.name, ...(last !== undefined && { href: hrefOf(repo, "tree", revision) }) },
          ...crumbs.slice(0, -1),
          ...(last === undefined ? [] : [{ label: last }]),
        ]}
      />
      {path === "" ? null : <CopyButton text={path} label={t("copyPath")} size="xs" className="-ml-2" />}
      {children ? <div className="ml-auto flex flex-wrap gap-2">{children}</div> : null}
    </div>
  );
}
