"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useKey } from "@/components/hooks/use-key";
import type { ShellMessages } from "./shell-messages";

/** Loaded when it is asked for. */
const ShortcutList = dynamic(() => import("./shortcut-list").then((module) => module.ShortcutList), { ssr: false });

/** `?` lists what the keyboard can do. */
export function Shortcuts({ messages }: { messages: ShellMessages["shortcuts"] }) {
  const [isOpen, setIsOpen] = useState(false);
  useKey("?", () => setIsOpen(true));
  return isOpen ? <ShortcutList messages={messages} onClose={() => setIsOpen(false)} /> : null;
}
