"use client";

import { useMutation } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  collectionId: string;
  item: {
    readonly id: string;
    readonly note: string;
    readonly section: string;
    readonly position: number;
    readonly name: string;
  };
  /** The last place in the list. */
  last: number;
}

/** Up, down, out, and the words beside it. */
export function EditItem({ collectionId, item, last }: Props) {
  const t = useTranslations("collectionItem");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [note, setNote] = useState(item.note);
  const [section, setSection] = useState(item.section);
  const answers = {
    onSuccess: () => changed(t("saved")),
    onError: (error: { message: string }) => toast.error(error.message),
  };
  const update = useMutation(trpc.hub.updateCollectionItem.mutationOptions(answers));
  const remove = useMutation(trpc.hub.removeCollectionItem.mutationOptions(answers));
  const place = { id: collectionId, itemId: item.id };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ ...place, note, section });
  };
  const isChanged = note !== item.note || section !== item.section;
  return (
    <form className="flex flex-wrap items-center gap-2" onSubmit={submit}>
      <Input
        aria-label={t("note", { name: item.name })}
        placeholder={t("notePlaceholder")}
        maxLength={500}
        value={note}
        className="min-w-0 flex-1 basis-48"
        onChange={(event) => setNote(event.target.value)}
      />
      <Input
        aria-label={t("section", { name: item.name })}
        placeholder={t("sectionPlaceholder")}
        maxLength={80}
        value={section}
        className="w-36"
        onChange={(event) => setSection(event.target.value)}
      />
      {isChanged ? (
        <Button type="submit" size="sm" busy={update.isPending}>
          {t("save")}
        </Button>
      ) : null}
      <IconButton
        icon={ArrowUp}
        label={t("up", { name: item.name })}
        disabled={item.position === 0}
        onClick={() => update.mutate({ ...place, position: item.position - 1 })}
      />
      <IconButton
        icon={ArrowDown}
        label={t("down", { name: item.name })}
        disabled={item.position >= last}
        onClick={() => update.mutate({ ...place, position: item.position + 1 })}
      />
      <IconButton icon={X} label={t("remove", { name: item.name })} onClick={() => remove.mutate(place)} />
    </form>
  );
}
