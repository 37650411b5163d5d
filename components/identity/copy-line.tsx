import { CopyButton } from "@/components/ui/copy-button";

/** One line of text that one would copy. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <span className="text-small font-medium">{label}</span>
      <div className="rounded-control bg-surface-sunken flex items-center gap-2 border py-0.5 pr-0.5 pl-3">
        <code className="text-caption min-w-0 flex-1 py-1 font-mono wrap-anywhere">{text}</code>
        <CopyButton text={text} label={label} size="sm" />
      </div>
    </div>
  );
}
