import { CopyButton } from "@/components/ui/copy-button";

/** What does the same from a terminal, and what it is for. */
export function BucketCommand({ label, command }: { label: string; command: string }) {
  return (
    <div className="text-caption text-text-muted flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      {label}
      <div className="rounded-control bg-surface-sunken text-text flex max-w-full items-center gap-2 border py-0.5 pr-0.5 pl-3">
        <code className="min-w-0 py-0.5 font-mono wrap-anywhere">{command}</code>
        <CopyButton text={command} size="xs" />
      </div>
    </div>
  );
}
