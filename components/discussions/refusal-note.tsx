"use client";

import { Callout } from "@/components/ui/callout";

/** Why something was refused, told to everybody who listens. */
export function RefusalNote({ error }: { error: { readonly message: string } | null }) {
  if (!error) return null;
  return <Callout tone="danger" title={error.message} />;
}
