"use client";

import { type ComponentProps, type ReactNode, useState } from "react";
import { Input } from "@/components/ui/input";
import { useUiMessages } from "@/components/ui/ui-messages";
import { MoreButton } from "./more-button";

interface Props<Row> extends ComponentProps<typeof MoreButton> {
  label: string;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** What a row is found by. */
  namesOf: (row: Row) => readonly string[];
  children: (row: Row) => ReactNode;
}

/** Fewer rows are all in sight. */
const MIN_FILTERED = 9;

/** A list that stays short however much is in it: it scrolls by itself, and is filtered by name. */
export function ShortList<Row>({ label, rows, rowId, namesOf, list, children }: Props<Row>) {
  const { filterNames, noMatch } = useUiMessages();
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const shown = rows.filter((row) => namesOf(row).some((name) => name.toLowerCase().includes(wanted)));
  return (
    <div className="grid gap-2">
      {rows.length < MIN_FILTERED && wanted === "" ? null : (
        <Input
          type="search"
          aria-label={`${filterNames}: ${label}`}
          placeholder={filterNames}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {shown.length > 0 ? (
        <ul
          aria-label={label}
          className="rounded-card bg-surface-raised scroll-thin max-h-96 divide-y overflow-y-auto border"
        >
          {shown.map((row) => (
            <li key={rowId(row)} className="flex flex-wrap items-center gap-3 px-4 py-2.5">
              {children(row)}
            </li>
          ))}
        </ul>
      ) : (
        <p role="status" className="text-small text-text-muted">
          {list.hasNextPage ? null : noMatch}
        </p>
      )}
      <MoreButton list={list} />
    </div>
  );
}
