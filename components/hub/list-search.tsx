"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useTransition } from "react";
import { useAbort } from "@/components/hooks/use-abort";
import { Input } from "@/components/ui/input";
import type { ListReposInput } from "@/server/hub/contract/repo";
import { listHref } from "./list-href";

const SETTLE_MS = 250;

/** Searches as one types; the address is the state, and other filters stay. Who has left is not called back. */
export function ListSearch({ filter, label }: { filter: ListReposInput; label: string }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const latest = useAbort();
  const open = (search: string) =>
    startTransition(() => router.replace(listHref(filter, { search: search.trim() || undefined }), { scroll: false }));
  const settle = (search: string, ms: number) => {
    const signal = latest.start();
    setTimeout(() => {
      if (!signal.aborted) open(search);
    }, ms);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    settle(String(new FormData(event.currentTarget).get("search")), 0);
  };
  return (
    <search className="min-w-0 flex-1 basis-full sm:basis-0">
      <form onSubmit={submit} aria-busy={isPending}>
        <Input
          type="search"
          name="search"
          icon={Search}
          maxLength={200}
          autoComplete="off"
          defaultValue={filter.search ?? ""}
          aria-label={label}
          placeholder={label}
          onChange={(event) => settle(event.target.value, SETTLE_MS)}
        />
      </form>
    </search>
  );
}
