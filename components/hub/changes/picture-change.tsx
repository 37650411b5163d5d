import { getTranslations } from "next-intl/server";
import type { FileDiff } from "@/server/git/contract";
import { fileHref } from "../href";
import { RawPicture } from "../raw-picture";
import type { ChangeListProps } from "./diff-options";

type Props = Pick<ChangeListProps, "repo" | "sides"> & { file: FileDiff };

/** A picture before and after, beside each other. */
export async function PictureChange({ repo, file, sides: { base, head } }: Props) {
  const t = await getTranslations("commits");
  const before = base !== null && file.oldOid !== null ? fileHref(repo, base, file.oldPath ?? file.path) : null;
  const after = file.newOid === null ? null : fileHref(repo, head, file.path);
  return (
    <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
      {before ? <Picture src={before} title={t("before")} path={file.oldPath ?? file.path} /> : null}
      {after ? <Picture src={after} title={t("after")} path={file.path} /> : null}
    </div>
  );
}

const Picture = ({ src, title, path }: { src: string; title: string; path: string }) => (
  <figure className="rounded-card min-w-0 overflow-hidden border">
    <figcaption className="text-caption text-text-muted border-b px-4 py-2">{title}</figcaption>
    <div className="hatch flex justify-center p-4">
      <RawPicture src={src} alt={`${title}: ${path}`} loading="lazy" className="max-h-96 max-w-full" />
    </div>
  </figure>
);
