import { CircleCheck, CircleX, File as FileIcon, RotateCw, X } from "lucide-react";
import { ByteSize } from "@/components/ui/byte-size";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";

export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** 0 to 1. */
  readonly progress: number;
  readonly state: "waiting" | "uploading" | "done" | "failed";
  readonly rate?: string;
  readonly timeLeft?: string;
  /** "Already stored: 62% of the chunks" or what went wrong. */
  readonly note?: string;
}

interface Props {
  uploads: readonly Upload[];
  removeLabel: string;
  onRemove: ((id: string) => void) | undefined;
  /** Offered on what failed. */
  onRetry: ((id: string) => void) | undefined;
  retryLabel: string;
}

/** Files on their way, each with how far it is. */
export function UploadList({ uploads, removeLabel, onRemove, onRetry, retryLabel }: Props) {
  if (uploads.length === 0) return null;
  return (
    <ul className="rounded-card bg-surface-raised min-w-0 divide-y border">
      {uploads.map((upload) => (
        <UploadRow
          key={upload.id}
          upload={upload}
          removeLabel={removeLabel}
          onRemove={onRemove}
          retry={onRetry && upload.state === "failed" ? { label: retryLabel, onRetry } : null}
        />
      ))}
    </ul>
  );
}

interface UploadRowProps {
  upload: Upload;
  removeLabel: string;
  onRemove: ((id: string) => void) | undefined;
  retry: { readonly label: string; readonly onRetry: (id: string) => void } | null;
}

function UploadRow({ upload, removeLabel, onRemove, retry }: UploadRowProps) {
  const isUploading = upload.state === "uploading";
  return (
    <li className="grid grid-cols-1 gap-2 px-4 py-2.5">
      <div className="text-small flex items-center gap-3">
        <StateIcon state={upload.state} />
        <span className="truncate font-medium">{upload.name}</span>
        <span className="text-caption text-text-muted ml-auto">
          <ByteSize bytes={upload.bytes} />
        </span>
        {retry ? (
          <IconButton
            icon={RotateCw}
            label={`${retry.label} ${upload.name}`}
            size="xs"
            onClick={() => retry.onRetry(upload.id)}
          />
        ) : null}
        <IconButton icon={X} label={`${removeLabel} ${upload.name}`} size="xs" onClick={() => onRemove?.(upload.id)} />
      </div>
      {isUploading ? (
        <Progress
          label={upload.name}
          value={upload.progress}
          isLabelHidden
          amount={`${Math.round(upload.progress * 100)}%`}
          {...(upload.rate ? { rate: upload.rate } : {})}
          {...(upload.timeLeft ? { timeLeft: upload.timeLeft } : {})}
        />
      ) : null}
      {upload.note ? (
        <p className={cn("text-caption", upload.state === "failed" ? "text-danger" : "text-text-muted")}>
          {upload.note}
        </p>
      ) : null}
    </li>
  );
}

function StateIcon({ state }: { state: Upload["state"] }) {
  switch (state) {
    case "done":
      return <CircleCheck aria-hidden className="text-success-solid size-4 shrink-0" />;
    case "failed":
      return <CircleX aria-hidden className="text-danger-solid size-4 shrink-0" />;
    case "waiting":
    case "uploading":
      return <FileIcon aria-hidden className="text-text-faint size-4 shrink-0" />;
  }
}
