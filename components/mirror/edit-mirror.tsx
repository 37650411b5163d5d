"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyFloat } from "@/components/ui/lazy-part";
import type { RepoAddress } from "@/server/hub/contract/repo";
import type { Mirror } from "@/server/mirror/contract";

const EditMirrorDialog = lazyFloat(() => import("./edit-mirror-dialog").then((module) => module.EditMirrorDialog));

/** A button that opens the form. */
export function EditMirror({ repo, mirror }: { repo: RepoAddress; mirror: Mirror }) {
  const t = useTranslations("mirrorRow");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t("edit")}
      </Button>
      {isOpen ? <EditMirrorDialog repo={repo} mirror={mirror} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
