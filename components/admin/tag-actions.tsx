"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { ManagedTag } from "@/server/hub/contract/tag-rule";
import { draftOf, isWhole, ruleIn, TagRuleFields } from "./tag-rule-fields";

type Props = Pick<ManagedTag, "facet" | "tag" | "rule">;

/** Decide what lists make of a tag, or let them show it as cards say it. */
export function TagActions({ facet, tag, rule }: Props) {
  const t = useTranslations("adminTagActions");
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState<"set" | "remove" | null>(null);
  const [draft, setDraft] = useState(() => draftOf(rule));
  const done = (text: string) => ({
    onSuccess: () => {
      setOpen(null);
      toast.success(text);
      router.refresh();
    },
  });
  const put = useMutation(trpc.hub.putTagRule.mutationOptions(done(t("saved", { tag }))));
  const remove = useMutation(trpc.hub.removeTagRule.mutationOptions(done(t("removed", { tag }))));
  const start = () => {
    setDraft(draftOf(rule));
    put.reset();
    setOpen("set");
  };
  const toggle = (step: "set" | "remove") => (isOpen: boolean) => setOpen(isOpen ? step : null);
  return (
    <span className="flex gap-2 md:justify-end">
      <Button size="sm" aria-label={t("set.label", { tag })} onClick={start}>
        <Pencil aria-hidden />
        {t("set.open")}
      </Button>
      {rule ? (
        <Button size="sm" variant="danger" aria-label={t("remove.label", { tag })} onClick={() => setOpen("remove")}>
          <Trash2 aria-hidden />
          {t("remove.open")}
        </Button>
      ) : null}
      <ConfirmDialog
        open={open === "set"}
        onOpenChange={toggle("set")}
        title={t("set.title", { tag })}
        description={t("set.text")}
        labels={{ cancel: t("cancel"), confirm: t("set.submit") }}
        isBusy={put.isPending}
        isReady={isWhole(draft)}
        error={put.error?.message}
        onConfirm={() => put.mutate({ facet, tag, ...ruleIn(draft) })}
      >
        <TagRuleFields draft={draft} onChange={setDraft} />
      </ConfirmDialog>
      <ConfirmDialog
        open={open === "remove"}
        onOpenChange={toggle("remove")}
        title={t("remove.title", { tag })}
        description={t("remove.text")}
        labels={{ cancel: t("cancel"), confirm: t("remove.submit") }}
        isDestructive
        isBusy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => rule && remove.mutate({ id: rule.id })}
      />
    </span>
  );
}
