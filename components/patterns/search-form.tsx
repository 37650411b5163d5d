import { Search } from "lucide-react";
import { Input } from "@/components/ui/input";
import type { ListQuery } from "./list-address";

interface Props {
  label: string;
  path: string;
  query: ListQuery;
  /** The filter that is typed here. */
  name?: string;
}

/** Search that keeps the other filters and works without script. */
export function SearchForm({ label, path, query, name = "search" }: Props) {
  const others = Object.entries(query).filter(([key]) => ![name, "cursor", "limit"].includes(key));
  return (
    <form action={path} className="w-full sm:w-72">
      <Input
        key={String(query[name] ?? "")}
        type="search"
        name={name}
        icon={Search}
        defaultValue={String(query[name] ?? "")}
        aria-label={label}
        placeholder={label}
      />
      {others.map(([key, value]) =>
        value === undefined || value === null ? null : (
          <input key={key} type="hidden" name={key} value={String(value)} />
        ),
      )}
    </form>
  );
}
