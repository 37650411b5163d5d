import { Plus } from "lucide-react";
import { KindIcon } from "@/components/patterns/asset-kind";
import type { ShellMessages } from "./shell-messages";
import type { TopBarProps } from "./top-bar";

const SHELVES = [
  { shelf: "models", kind: "model" },
  { shelf: "datasets", kind: "dataset" },
  { shelf: "spaces", kind: "space" },
  { shelf: "codes", kind: "code" },
] as const;

/** The top bar as everybody sees it, with what only the signed in can do. */
export function barPropsFor(messages: ShellMessages, user: TopBarProps["user"]): TopBarProps {
  const word = { models: "models", datasets: "datasets", spaces: "spaces", codes: "code" } as const;
  const places = SHELVES.map(({ shelf }) => ({ href: `/${shelf}`, label: messages.kinds[word[shelf]] }));
  const newEntries = SHELVES.map(({ shelf, kind }) => ({
    href: `/new/${shelf}`,
    label: messages.kinds[word[shelf]],
    icon: <KindIcon kind={kind} size="sm" />,
  }));
  const go = places.map(({ href, label }) => ({ id: href, label, href, icon: <Plus aria-hidden /> }));
  const create = newEntries.map(({ href, label, icon }) => ({
    id: href,
    label: `${messages.new}: ${label}`,
    href,
    icon,
  }));
  return {
    messages,
    homeHref: "/",
    places,
    commands: [{ title: messages.places, entries: go }, ...(user ? [{ title: messages.new, entries: create }] : [])],
    newEntries,
    user,
  };
}
