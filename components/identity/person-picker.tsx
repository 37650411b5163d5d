"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useDebounced } from "@/components/hooks/use-debounced";
import { Avatar } from "@/components/ui/avatar";
import { Combobox } from "@/components/ui/combobox";

interface Props {
  id: string;
  label: string;
  placeholder: string;
  /** While nothing is typed. */
  startText: string;
  onChoose: (username: string) => void;
}

/** Anybody who has an account here, found by a part of the name. */
export function PersonPicker({ id, label, placeholder, startText, onChoose }: Props) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const search = useDebounced(typed.trim(), 200);
  const found = useQuery(
    trpc.identity.searchPeople.queryOptions(search === "" ? skipToken : { search, kind: "user", limit: 20 }, {
      placeholderData: keepPreviousData,
    }),
  );
  const options = (search === "" ? [] : (found.data?.items ?? [])).map(({ name, displayName, avatarUrl }) => ({
    value: name,
    label: name,
    ...(displayName === name ? {} : { hint: displayName }),
    icon: <Avatar name={name} src={avatarUrl} size="xs" />,
  }));
  return (
    <Combobox
      id={id}
      label={label}
      placeholder={placeholder}
      options={options}
      onSearch={setTyped}
      onValueChange={onChoose}
      emptyText={search === "" ? startText : undefined}
      describedBy={`${id}-help`}
    />
  );
}
