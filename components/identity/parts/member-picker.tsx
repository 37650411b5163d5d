"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useDebounced } from "@/components/hooks/use-debounced";
import { Avatar } from "@/components/ui/avatar";
import { Combobox } from "@/components/ui/combobox";

interface Props {
  organization: string;
  onChoose: (username: string) => void;
}

/** One member of an organisation, found by a part of the name. Words: `organizationParts`. */
export function MemberPicker({ organization, onChoose }: Props) {
  const t = useTranslations("organizationParts");
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const search = useDebounced(typed.trim(), 200);
  const found = useQuery(
    trpc.identity.listMembers.queryOptions(
      { name: organization, limit: 20, ...(search === "" ? {} : { search }) },
      { placeholderData: keepPreviousData },
    ),
  );
  const options = (found.data?.items ?? []).map(({ user: { name, displayName, avatarUrl } }) => ({
    value: name,
    label: name,
    ...(displayName === name ? {} : { hint: displayName }),
    icon: <Avatar name={name} src={avatarUrl} size="xs" />,
  }));
  return (
    <Combobox
      id="member"
      label={t("member")}
      placeholder={t("memberPlaceholder")}
      options={options}
      onSearch={setTyped}
      onValueChange={onChoose}
      describedBy="member-help"
    />
  );
}
