"use client";

import { useUiMessages } from "@/components/ui/ui-messages";

/** Why a document is shown as text, in the language of who reads it. */
export function MarkdownPlainTitle() {
  return useUiMessages().plainMarkdown;
}
