"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { CopyLine } from "./copy-line";

interface Props {
  secret: string;
  origin: string;
  username: string;
  onClose: () => void;
}

/** A secret that is shown once, with the lines that use it. Words: `tokenSettings`. */
export function NewSecret({ secret, origin, username, onClose }: Props) {
  const t = useTranslations("tokenSettings");
  const withToken = origin.replace("//", `//${username}:${secret}@`);
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("secretTitle")}
      footer={
        <DialogClose asChild>
          <Button variant="primary">{t("secretKept")}</Button>
        </DialogClose>
      }
    >
      <Callout tone="warning" title={t("secretOnce")} />
      <CopyLine label={t("secret")} text={secret} />
      <CopyLine label={t("forHf")} text={`HF_ENDPOINT=${origin} hf auth login --token ${secret}`} />
      <CopyLine label={t("forGit")} text={`git clone ${withToken}/<owner>/<name>`} />
    </Dialog>
  );
}
