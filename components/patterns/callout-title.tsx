"use client";

import { type UiMessages, useUiMessages } from "@/components/ui/ui-messages";

export type CalloutKind = keyof UiMessages["callouts"];

/** The word above a callout, in the language of who reads it. */
export function CalloutTitle({ kind }: { kind: CalloutKind }) {
  return useUiMessages().callouts[kind];
}
