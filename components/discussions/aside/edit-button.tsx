"use client";

import { Settings2 } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";

/** Opens what changes one part of the sidebar. */
export function EditButton({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Popover label={label} align="end" trigger={<IconButton icon={Settings2} size="sm" label={label} />}>
      {children}
    </Popover>
  );
}
