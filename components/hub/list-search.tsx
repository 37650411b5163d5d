"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useTransition } from "react";
import { Input } from "@/components/ui/input";
import type { ListReposInput } from "@/server/hub/contract/repo";
import { listHref } from "./list-href";

const SETTLE_MS = 250;

/** Searches as one types; the address is the state, and other filters stay. */
export function ListSearch({ filter, label }: { filter: ListReposInput; label: string }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const open = (search: string) =>
    startTransition(() => router.replace(listHref(filter, { search: search.trim() || undefined }), { scroll: false }));
  const settle = (search: string, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(open, ms, search);
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
