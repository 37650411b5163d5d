import { useTranslations } from "next-intl";
import { timeLeft } from "@/components/patterns/time-left";
import type { Upload } from "@/components/patterns/upload-list";
import { bytesText } from "@/components/ui/bytes-text";
import type { QueuedFile } from "./file-list";
import { useUploadRefusal } from "./use-upload-refusal";

/** Files on their way as the rows of the drop zone. */
export function useUploadRows(files: readonly QueuedFile[], existing: readonly string[]): Upload[] {
  const t = useTranslations("upload");
  const refusalOf = useUploadRefusal();
  const there = new Set(existing);
  const noteOf = ({ state, error, path }: QueuedFile): string | null => {
    if (state === "failed") return refusalOf(error);
    if (state === "checking") return t("checking");
    return there.has(path) ? t("replaces") : null;
  };
  return files.map((file) => {
    const note = noteOf(file);
    const left = file.rate ? (file.file.size - file.sent) / file.rate : null;
    return {
      id: file.id,
      name: file.path,
      bytes: file.file.size,
      progress: file.file.size === 0 ? 0 : file.sent / file.file.size,
      state: file.state === "checking" ? "uploading" : file.state,
      ...(file.rate !== null && file.state === "uploading" && { rate: t("rate", { amount: bytesText(file.rate) }) }),
      ...(left !== null && file.state === "uploading" && { timeLeft: t("left", { time: timeLeft(left) }) }),
      ...(note !== null && { note }),
    };
  });
}
