"use client";

import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { NEXT_PAGE } from "@/components/data/next-page";
import { useTRPC } from "@/components/data/trpc";
import { ShortList } from "@/components/patterns/short-list";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { useRepoChange } from "../settings/use-repo-change";

/** Who may change what is in a collection beside its owner. */
export function CollectionEditors({ id }: { id: string }) {
  const t = useTranslations("collectionForm");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [typed, setTyped] = useState("");
  const list = useInfiniteQuery(trpc.hub.listCollectionEditors.infiniteQueryOptions({ id, limit: 100 }, NEXT_PAGE));
  const put = useMutation(trpc.hub.putCollectionEditor.mutationOptions({ onSuccess: () => changed(t("saved")) }));
  const remove = useMutation(trpc.hub.removeCollectionEditor.mutationOptions({ onSuccess: () => changed(t("saved")) }));
  const error = list.error ?? put.error ?? remove.error;
  const people = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    put.mutate({ id, username: typed.trim() }, { onSuccess: () => setTyped("") });
  };
  return (
    <div className="grid gap-2">
      <h3 className="text-small font-medium">{t("editors")}</h3>
      <form className="flex gap-2" onSubmit={submit}>
        <Input
          aria-label={t("editor")}
          placeholder={t("editor")}
          value={typed}
          autoComplete="off"
          className="min-w-0 flex-1"
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" disabled={typed.trim() === ""} busy={put.isPending}>
          {t("addEditor")}
        </Button>
      </form>
      {error ? <Callout tone="danger" title={error.message} /> : null}
      {list.data || list.error ? null : <Skeleton className="h-8" />}
      {people.length > 0 ? (
        <ShortList
          label={t("editors")}
          rows={people}
          rowId={({ username }) => username}
          namesOf={({ username, displayName }) => [username, displayName]}
          list={list}
        >
          {({ username, displayName }) => (
            <>
              <span className="text-small min-w-0 flex-1 truncate">{displayName}</span>
              <IconButton
                icon={X}
                label={t("removeEditor", { name: username })}
                onClick={() => remove.mutate({ id, username })}
              />
            </>
          )}
        </ShortList>
      ) : null}
    </div>
  );
}
