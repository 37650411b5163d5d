"use client";

import { useRouter } from "next/navigation";
import { type ListQuery, listAddress } from "@/components/patterns/list-address";
import { Select } from "@/components/ui/select";

interface Props {
  path: string;
  query: ListQuery;
  label: string;
  everything: string;
  names: readonly { readonly name: string; readonly count: number }[];
}

/** Which kind of job is listed. */
export function JobNameFilter({ path, query, label, everything, names }: Props) {
  const router = useRouter();
  const options = [
    { value: "all", label: everything },
    ...names.map(({ name, count }) => ({ value: name, label: name, hint: String(count) })),
  ];
  const choose = (value: string) =>
    router.push(listAddress(path, { ...query, cursor: undefined, name: value === "all" ? undefined : value }));
  return (
    <div className="w-full sm:ml-auto sm:w-72">
      <Select label={label} options={options} value={String(query.name ?? "all")} onValueChange={choose} />
    </div>
  );
}
