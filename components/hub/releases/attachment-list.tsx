import { Download } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ByteSize } from "@/components/ui/byte-size";
import { CopyButton } from "@/components/ui/copy-button";
import type { ReleaseAttachment } from "@/server/hub/contract/release";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { AddAttachment } from "./add-attachment";
import { DeleteAttachment } from "./delete-attachment";

interface Props {
  repo: RepoDetails;
  tag: string;
  attachments: readonly ReleaseAttachment[];
}

/** Files that belong to a release and to no commit. */
export async function AttachmentList({ repo, tag, attachments }: Props) {
  const t = await getTranslations("releases");
  if (attachments.length === 0 && !repo.can.write) return null;
  const { id, kind, namespace, name } = repo;
  const place = { id, kind, namespace, name };
  return (
    <section aria-label={t("attachments")} className="grid grid-cols-1 gap-2 border-t pt-3">
      <h3 className="text-small font-medium">{t("attachments")}</h3>
      {attachments.length === 0 ? null : (
        <ul className="divide-y">
          {attachments.map((file) => (
            <li key={file.name} className="text-small flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <a href={new URL(file.url).pathname} className="flex min-w-0 items-center gap-2 hover:underline">
                <Download aria-hidden className="text-text-muted size-3.5 shrink-0" />
                <span className="break-all">{file.name}</span>
              </a>
              <span className="text-caption text-text-muted ml-auto flex flex-wrap items-center gap-x-4 gap-y-1">
                <span className="flex items-center gap-1 font-mono">
                  sha256:{file.sha256.slice(0, 12)}
                  <CopyButton text={file.sha256} label={t("copySha", { name: file.name })} size="xs" />
                </span>
                <span>{t("downloads", { count: file.downloads })}</span>
                <ByteSize bytes={file.size} />
                {repo.can.write ? <DeleteAttachment repo={place} tag={tag} name={file.name} /> : null}
              </span>
            </li>
          ))}
        </ul>
      )}
      {repo.can.write ? <AddAttachment repo={place} tag={tag} /> : null}
    </section>
  );
}
