"use client";

import { useTranslations } from "next-intl";
import { timeLeft } from "@/components/patterns/time-left";
import { bytesText } from "@/components/ui/bytes-text";
import { Progress } from "@/components/ui/progress";
import type { QueuedFile } from "./file-list";

/** All files together. */
export function UploadTotal({ files, rate }: { files: readonly QueuedFile[]; rate: number | null }) {
  const t = useTranslations("upload");
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  const sent = files.reduce((sum, file) => sum + file.sent, 0);
  const isDone = files.every(({ state }) => state === "done");
  const isMoving = files.some(({ state }) => state === "uploading") && rate !== null && rate > 0;
  return (
    <div aria-live="polite">
      <Progress
        label={t("total", { count: files.length })}
        value={size === 0 ? Number(isDone) : sent / size}
        tone={isDone ? "success" : "accent"}
        amount={t("amount", { sent: bytesText(sent), size: bytesText(size) })}
        {...(isMoving && { rate: t("rate", { amount: bytesText(rate) }) })}
        {...(isMoving && { timeLeft: t("left", { time: timeLeft((size - sent) / rate) }) })}
      />
    </div>
  );
}
