import { Search } from "lucide-react";
import { createPortal } from "react-dom";
import type { ShellMessages } from "./shell-messages";

interface Props {
  messages: ShellMessages["search"];
  text: string;
  onText: (text: string) => void;
  onClose: () => void;
}

/** Takes what is typed until the menu is there, at the place of its own field. */
export function SearchBox({ messages, text, onText, onClose }: Props) {
  return createPortal(
    <div className="bg-backdrop fixed inset-0 z-40">
      <div className="max-w-form rounded-float bg-surface-float shadow-modal fixed top-24 left-1/2 z-50 flex w-11/12 -translate-x-1/2 items-center gap-3 px-4">
        <Search aria-hidden className="text-text-faint size-4" />
        <input
          ref={(input) => input?.focus()}
          aria-label={messages.title}
          placeholder={messages.placeholder}
          autoComplete="off"
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => (event.key === "Escape" ? onClose() : undefined)}
          className="text-body h-12 w-full bg-transparent outline-none"
        />
      </div>
    </div>,
    document.body,
  );
}
