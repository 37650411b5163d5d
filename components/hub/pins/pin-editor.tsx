"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import type { Pinned } from "./pin-list";

const PinForm = lazyPart(() => import("./pin-form").then((module) => module.PinForm), {
  loading: () => <Skeleton className="h-52" />,
});

/** Chooses what stands first on a page. */
export function PinEditor({ owner, pinned }: { owner: string; pinned: readonly Pinned[] }) {
  const t = useTranslations("pins");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog
      trigger={<Button size="sm">{t("choose")}</Button>}
      title={t("choose")}
      description={t("about")}
      open={isOpen}
      onOpenChange={setIsOpen}
    >
      <PinForm owner={owner} pinned={pinned} onSaved={() => setIsOpen(false)} />
    </Dialog>
  );
}
