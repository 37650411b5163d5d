"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SHELVES } from "@/server/hub/contract/shelf";
import { useRepoChange } from "../settings/use-repo-change";

/** By its kind and `owner/name`; a pasted address of this site works, too. */
export function AddItem({ collectionId }: { collectionId: string }) {
  const t = useTranslations("collectionItem");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [shelf, setShelf] = useState<(typeof SHELVES)[number]>("models");
  const [typed, setTyped] = useState("");
  const add = useMutation(
    trpc.hub.addCollectionItem.mutationOptions({
      onSuccess: async () => {
        setTyped("");
        await changed(t("added"));
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parts = (URL.parse(typed)?.pathname ?? typed).split("/").filter((part) => part !== "");
    const named = SHELVES.find((one) => one === parts[0]);
    const [namespace = "", name = ""] = named ? parts.slice(1) : parts;
    add.mutate({ id: collectionId, shelf: named ?? shelf, namespace, name });
  };
  return (
    <form className="grid gap-2" onSubmit={submit}>
      <div className="flex flex-wrap gap-2">
        <Select
          label={t("kind")}
          value={shelf}
          options={SHELVES.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onValueChange={(next) => setShelf(SHELVES.find((one) => one === next) ?? shelf)}
          className="w-32"
        />
        <Input
          aria-label={t("address")}
          placeholder={t("address")}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          className="min-w-0 flex-1 basis-48"
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" disabled={!typed.includes("/")} busy={add.isPending}>
          {t("add")}
        </Button>
      </div>
      {add.error ? <Callout tone="danger" title={add.error.message} /> : null}
    </form>
  );
}
