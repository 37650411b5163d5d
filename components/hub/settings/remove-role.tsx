"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { AskFirst } from "@/components/patterns/ask-first";
import { IconButton } from "@/components/ui/icon-button";

interface Props extends Pick<ComponentProps<typeof AskFirst>, "work" | "onConfirm"> {
  /** Of the person or the team. */
  name: string;
}

/** Takes the role on a repository from somebody, who may not be able to read it afterwards. */
export function RemoveRole({ name, ...asked }: Props) {
  const t = useTranslations("repoSettings");
  const label = t("removeCollaborator", { name });
  return (
    <AskFirst
      button={(ask) => <IconButton icon={X} label={label} onClick={ask} />}
      title={t("removeCollaboratorTitle", { name })}
      description={t("removeCollaboratorText")}
      labels={{ cancel: t("keepCollaborator"), confirm: label }}
      {...asked}
    />
  );
}
