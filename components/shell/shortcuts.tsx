"use client";

import { useState } from "react";
import { useKey } from "@/components/hooks/use-key";
import { lazyFloat } from "@/components/ui/lazy-part";
import type { ShellMessages } from "./shell-messages";

/** Loaded when it is asked for. */
const ShortcutList = lazyFloat(() => import("./shortcut-list").then((module) => module.ShortcutList));

/** `?` lists what the keyboard can do. */
export function Shortcuts({ messages }: { messages: ShellMessages["shortcuts"] }) {
  const [isOpen, setIsOpen] = useState(false);
  useKey("?", () => setIsOpen(true));
  return isOpen ? <ShortcutList messages={messages} onClose={() => setIsOpen(false)} /> : null;
}
