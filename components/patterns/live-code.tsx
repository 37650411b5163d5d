import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";

interface Props {
  code: string;
  /** What is copied, for the spoken name. */
  label?: string;
  isBare?: boolean;
  className?: string;
}

/** Code that is made in the browser, from what somebody just chose; what the server knows is a `CodeBlock`. */
export function LiveCode({ code, label, isBare = false, className }: Props) {
  return (
    <figure
      className={cn(
        "flex min-w-0 items-start",
        !isBare && "rounded-card bg-surface-sunken overflow-hidden border",
        className,
      )}
    >
      <pre
        {...keyboardScroll}
        className="scroll-thin text-code-text text-small max-h-80 min-w-0 flex-1 overflow-auto px-4 py-3 font-mono wrap-anywhere whitespace-pre-wrap focus-visible:-outline-offset-2"
      >
        <code>{code}</code>
      </pre>
      <CopyButton text={code} {...(label ? { label } : {})} className="m-1.5 shrink-0" />
    </figure>
  );
}
