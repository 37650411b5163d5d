import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { type ListQuery, listAddress } from "./list-address";

interface Props {
  label: string;
  path: string;
  query: ListQuery;
  /** The filter that is chosen here. */
  name: string;
  /** The first option usually has no value: everything. */
  options: readonly { readonly value?: string; readonly label: string; readonly count?: number }[];
}

/** One filter of a list as links: the address is the state. */
export function FilterLinks({ label, path, query, name, options }: Props) {
  return (
    <nav aria-label={label} className="scroll-none flex max-w-full gap-1 overflow-x-auto">
      {options.map(({ value, label: text, count }) => {
        const isChosen = (query[name] ?? undefined) === value;
        return (
          <Link
            key={value ?? ""}
            href={listAddress(path, { ...query, cursor: undefined, [name]: value })}
            aria-current={isChosen ? "true" : undefined}
            className={cn(
              "rounded-control text-small text-text-muted hover:bg-hover hover:text-text flex h-8 shrink-0 items-center gap-1.5 px-2.5 transition-colors duration-150",
              isChosen && "bg-pressed text-text font-medium",
            )}
          >
            {text}
            {count === undefined ? null : <span className="text-caption text-text-muted tabular-nums">{count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
