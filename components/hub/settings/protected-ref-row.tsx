"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { ProtectedRef } from "@/server/hub/contract/refs";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { ProtectRef } from "./protect-ref";
import { useRepoChange } from "./use-repo-change";

interface Props {
  repo: NamedRepo;
  rule: ProtectedRef;
}

/** A rule, to be edited where it stands or taken away. */
export function ProtectedRefRow({ repo, rule }: Props) {
  const t = useTranslations("protectedRefs");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [act, setAct] = useState<"edit" | "remove" | null>(null);
  const stop = () => setAct(null);
  const remove = useMutation(
    trpc.hub.unprotectRef.mutationOptions({ onSuccess: (_done, { pattern }) => changed(t("removed", { pattern })) }),
  );
  const { kind, pattern } = rule;
  if (act === "edit") {
    return (
      <li className="px-4 py-3">
        <ProtectRef repo={repo} rule={rule} rules={[]} onDone={stop} />
      </li>
    );
  }
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <Rule rule={rule} />
      <span className="flex gap-1">
        <IconButton icon={Pencil} label={t("edit", { pattern })} onClick={() => setAct("edit")} />
        <IconButton icon={X} label={t("remove", { pattern })} onClick={() => setAct("remove")} />
      </span>
      <ConfirmDialog
        open={act === "remove"}
        onOpenChange={stop}
        title={t("remove", { pattern })}
        description={t("removeText")}
        labels={{ cancel: t("cancel"), confirm: t("removeDo") }}
        isDestructive
        isBusy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate({ ...addressOf(repo), kind, pattern })}
      />
    </li>
  );
}

function Rule({ rule }: { rule: ProtectedRef }) {
  const t = useTranslations("protectedRefs");
  const { kind, pattern, people } = rule;
  const levels = (["push", "merge", "force"] as const).map((act) => `${t(act)}: ${t(`levels.${rule[act]}`)}`);
  return (
    <div className="grid min-w-0 flex-1 gap-0.5">
      <span className="text-small flex min-w-0 gap-2">
        <span className="text-text-muted">{t(kind)}</span>
        <span className="truncate font-mono">{pattern}</span>
      </span>
      <span className="text-caption text-text-muted">{levels.join(" · ")}</span>
      {people.length > 0 ? (
        <span className="text-caption text-text-muted">{t("peopleAre", { people: people.join(", ") })}</span>
      ) : null}
    </div>
  );
}
