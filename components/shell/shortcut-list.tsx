"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import type { ShellMessages } from "./shell-messages";

interface Props {
  messages: ShellMessages["shortcuts"];
  onClose: () => void;
}

const SHORTCUTS = [
  { keys: ["⌘ / Ctrl", "K"], word: "search" },
  { keys: ["?"], word: "list" },
  { keys: ["Esc"], word: "close" },
  { keys: ["⌘ / Ctrl", "S"], word: "save" },
  { keys: ["Enter"], word: "send" },
  { keys: ["Shift", "Enter"], word: "newLine" },
] as const;

export function ShortcutList({ messages, onClose }: Props) {
  return (
    <Dialog open title={messages.title} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <dl className="grid gap-2">
        {SHORTCUTS.map(({ keys, word }) => (
          <div key={word} className="flex items-center justify-between gap-4">
            <dt className="text-small">{messages[word]}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
