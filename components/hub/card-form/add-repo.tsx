import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMessages, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useDebounced } from "@/components/hooks/use-debounced";
import { taskName } from "@/components/patterns/task-name";
import { Combobox } from "@/components/ui/combobox";
import { hrefOf } from "../href";
import { byName } from "./by-name";

interface Props {
  id: string;
  label: string;
  shelf: "models" | "datasets";
  /** Page of the repository that has the card: it is not made from itself. */
  self: string;
  onAdd: (fullName: string) => void;
}

const SHOWN = 8;
const FULL_NAME = /^[\w.-]+\/[\w.-]+(?:@[\w./-]+)?$/;

/** Looks for repositories of this installation; a name of one that is elsewhere can be typed whole. */
export function AddRepo({ id, label, shelf, self, onAdd }: Props) {
  const t = useTranslations("cardForm");
  const { tasks } = useMessages();
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const [round, setRound] = useState(0);
  const search = useDebounced(typed.trim(), 200);
  const wanted = search.split("@")[0] ?? "";
  const options = { placeholderData: keepPreviousData, staleTime: 60_000 };
  const popular = useQuery(
    trpc.hub.listRepos.queryOptions({ shelf, limit: SHOWN, sort: "trending" }, { ...options, enabled: wanted === "" }),
  );
  const named = useQuery(
    trpc.hub.search.queryOptions({ shelf, limit: SHOWN, query: wanted }, { ...options, enabled: wanted !== "" }),
  );
  const items = (wanted === "" ? popular.data : named.data)?.items ?? [];
  const others = byName(items, wanted).filter((repo) => hrefOf(repo) !== self);
  const found = others.map(({ namespace, name, task }) => ({
    value: `${namespace}/${name}`,
    label: `${namespace}/${name}`,
    ...(task && { hint: taskName(tasks, task) }),
  }));
  const whole = typed.trim();
  const isNew = FULL_NAME.test(whole) && !found.some(({ value }) => value === whole);
  const choose = (value: string) => {
    onAdd(value);
    setTyped("");
    setRound(round + 1);
  };
  return (
    <Combobox
      key={round}
      id={id}
      label={label}
      placeholder={t(shelf === "models" ? "chooseModel" : "chooseDataset")}
      options={isNew ? [{ value: whole, label: whole, hint: t("asTyped") }, ...found] : found}
      onSearch={setTyped}
      onValueChange={choose}
    />
  );
}
