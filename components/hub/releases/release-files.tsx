import { useTranslations } from "next-intl";
import { UploadDropzone } from "@/components/patterns/upload-dropzone";
import { Callout } from "@/components/ui/callout";
import { MOST_ATTACHMENTS } from "@/server/hub/contract/attachment-name";
import { filesOfDrop } from "../upload/chosen-files";
import type { QueuedFile } from "../upload/file-list";
import type { UploadQueue } from "../upload/upload-queue";
import { useUploadRows } from "../upload/use-upload-rows";
import { asAttachments } from "./attachment-upload";

interface Props {
  queue: UploadQueue;
  files: readonly QueuedFile[];
}

/** Files that will be attached; they are sent as soon as they are chosen. Words: `releases`, `upload`. */
export function ReleaseFiles({ queue, files }: Props) {
  const t = useTranslations("releases");
  const words = useTranslations("upload");
  const rows = useUploadRows(files, []);
  const drop = async (transfer: DataTransfer) => {
    const dropped = await filesOfDrop(transfer);
    queue.add(asAttachments(dropped.map(({ file }) => file)));
  };
  return (
    <section aria-labelledby="release-files" className="grid grid-cols-1 gap-1.5">
      <h3 id="release-files" className="text-small font-medium">
        {t("attachments")}
      </h3>
      <UploadDropzone
        labels={{
          drop: t("dropFiles"),
          browse: words("browse"),
          limits: t("filesHelp", { count: MOST_ATTACHMENTS }),
          remove: words("remove"),
        }}
        uploads={rows}
        retryLabel={words("retry")}
        onFiles={(chosen) => queue.add(asAttachments(chosen))}
        onDropped={(transfer) => void drop(transfer)}
        onRemove={queue.remove}
        onRetry={queue.retry}
      />
      {files.length > MOST_ATTACHMENTS ? (
        <Callout tone="warning" title={t("tooManyFiles", { count: MOST_ATTACHMENTS })} />
      ) : null}
    </section>
  );
}
