"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Callout } from "@/components/ui/callout";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { RefusalNote } from "../refusal-note";
import { BulkActions, type BulkChange } from "./bulk-actions";

interface Props {
  at: RepoAddress;
  labels: readonly string[];
  /** Who may be given what is chosen. */
  people: readonly string[];
  /** Rows, each with a box named `number`. */
  children: ReactNode;
}

/** Changes many discussions at once, and says which of them stay as they are. */
export function BulkForm({ at, labels, people, children }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [numbers, setNumbers] = useState<readonly number[]>([]);
  const read = () => setNumbers(form.current ? new FormData(form.current).getAll("number").map(Number) : []);
  const tickAll = (isTicked: boolean) => {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>("input[name=number]") ?? []) {
      box.checked = isTicked;
    }
    read();
  };
  const bulk = useMutation(
    trpc.discussions.changeDiscussions.mutationOptions({
      onSuccess: () => {
        tickAll(false);
        router.refresh();
      },
    }),
  );
  const apply = (change: BulkChange) => bulk.mutate({ ...at, numbers: [...numbers], ...change });
  const refused = bulk.data?.items.filter(({ refusal }) => refusal !== null) ?? [];
  return (
    <form ref={form} className="grid grid-cols-1 gap-2" onChange={read} onSubmit={(event) => event.preventDefault()}>
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <label className="text-small text-text-muted flex items-center gap-2 px-4">
          <input
            type="checkbox"
            className="accent-accent size-4"
            checked={numbers.length > 0}
            onChange={(event) => tickAll(event.target.checked)}
          />
          <span role="status">{numbers.length === 0 ? t("chooseAll") : t("chosen", { count: numbers.length })}</span>
        </label>
        {numbers.length > 0 ? <BulkActions {...{ labels, people }} isBusy={bulk.isPending} onApply={apply} /> : null}
      </div>
      <RefusalNote error={bulk.error} />
      {refused.length > 0 ? (
        <Callout tone="warning" title={t("notChanged", { count: refused.length })}>
          <ul>
            {refused.map(({ number, refusal }) => (
              <li key={number}>{`#${number}: ${refusal}`}</li>
            ))}
          </ul>
        </Callout>
      ) : null}
      {children}
    </form>
  );
}
