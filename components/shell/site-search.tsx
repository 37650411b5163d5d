"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Building2, UserRound } from "lucide-react";
import { type RefObject, useDeferredValue } from "react";
import { useTRPC } from "@/components/data/trpc";
import { KindIcon } from "@/components/patterns/asset-kind";
import { type CommandGroup, CommandMenu } from "@/components/patterns/command-menu";
import { taskName } from "@/components/patterns/task-name";
import type { ShellMessages } from "./shell-messages";

const LEAST_LETTERS = 2;

interface Props {
  messages: ShellMessages["search"];
  groups: readonly CommandGroup[];
  text: string;
  onText: (text: string) => void;
  /** Gets the focus back. */
  opener: RefObject<Element | null>;
  onClose: () => void;
  onChoose: (href: string) => void;
}

/** Repositories and people from the server, places and actions from the page, in one list. */
export function SiteSearch({ messages, groups, text, onText, opener, onClose, onChoose }: Props) {
  const { found, hasFailed } = useFound(useDeferredValue(text.trim()), messages);
  return (
    <CommandMenu
      labels={messages}
      groups={[...found, ...groups]}
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      onChoose={onChoose}
      text={text}
      onSearch={onText}
      opener={opener}
      problem={hasFailed ? messages.failed : undefined}
    />
  );
}

interface Found {
  readonly found: readonly CommandGroup[];
  readonly hasFailed: boolean;
}

function useFound(query: string, messages: Props["messages"]): Found {
  const trpc = useTRPC();
  const options = { enabled: query.length >= LEAST_LETTERS, placeholderData: keepPreviousData };
  const repos = useQuery(trpc.hub.search.queryOptions({ query, limit: 6 }, options));
  const people = useQuery(trpc.identity.searchPeople.queryOptions({ search: query, limit: 4 }, options));
  if (!options.enabled) return { found: [], hasFailed: false };
  const isChinese = document.documentElement.lang.startsWith("zh");
  const tasks = Object.fromEntries((repos.data?.tasks ?? []).map(({ id, en, zh }) => [id, isChinese ? zh : en]));
  const assets = (repos.data?.items ?? []).map(({ kind, namespace, name, url, task }) => ({
    id: `${kind} ${namespace}/${name}`,
    label: `${namespace}/${name}`,
    icon: <KindIcon kind={kind} size="sm" />,
    href: new URL(url, location.origin).pathname,
    answers: query,
    ...(task !== null && { hint: taskName(tasks, task) }),
  }));
  const accounts = (people.data?.items ?? []).map(({ kind, name, displayName }) => ({
    id: `${kind} ${name}`,
    label: displayName,
    hint: name,
    icon: kind === "organization" ? <Building2 aria-hidden /> : <UserRound aria-hidden />,
    href: `/${name}`,
    answers: query,
  }));
  const found = [
    ...(assets.length > 0 ? [{ title: messages.repositories, entries: assets }] : []),
    ...(accounts.length > 0 ? [{ title: messages.people, entries: accounts }] : []),
  ];
  return { found, hasFailed: repos.isError || people.isError };
}
