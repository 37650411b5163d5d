"use client";

import { Callout } from "@/components/ui/callout";
import { useUiMessages } from "@/components/ui/ui-messages";
import { isUnreachable } from "./contract-resolver";

/** Above the button that sends a form of `contractResolver`: nothing was saved, because the connection is lost. */
export function NotSavedNote({ errors }: { errors: object }) {
  const { notSaved } = useUiMessages();
  return isUnreachable(errors) ? <Callout tone="danger" title={notSaved} /> : null;
}
