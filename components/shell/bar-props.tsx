import { Import } from "lucide-react";
import { KindIcon } from "@/components/patterns/asset-kind";
import { pageCommands } from "./commands";
import type { ShellMessages } from "./shell-messages";
import type { TopBarProps } from "./top-bar";

const SHELVES = [
  { shelf: "models", kind: "model", word: "models" },
  { shelf: "datasets", kind: "dataset", word: "datasets" },
  { shelf: "spaces", kind: "space", word: "spaces" },
  { shelf: "codes", kind: "code", word: "code" },
] as const;

/** The top bar as everybody sees it, with what only the signed in can do. */
export function barPropsFor(messages: ShellMessages, user: TopBarProps["user"]): TopBarProps {
  const places = SHELVES.map(({ shelf, kind, word }) => ({
    href: `/${shelf}`,
    label: messages.kinds[word],
    icon: <KindIcon kind={kind} size="sm" />,
  }));
  const newEntries = [
    ...SHELVES.map(({ shelf, kind, word }) => ({
      href: `/new/${shelf}`,
      label: messages.newKinds[word],
      icon: <KindIcon kind={kind} size="sm" />,
    })),
    { href: "/new/import", label: messages.newImport, icon: <Import aria-hidden className="size-4" /> },
  ];
  const go = places.map((place) => ({ id: place.href, ...place }));
  const create = newEntries.map(({ href, label, icon }) => ({
    id: href,
    label: `${messages.new}: ${label}`,
    href,
    icon,
  }));
  return {
    messages,
    places: places.map(({ href, label }) => ({ href, label })),
    commands: [
      { title: messages.places, entries: go },
      ...(user ? [{ title: messages.new, entries: create }] : []),
      ...pageCommands(messages, user),
    ],
    newEntries,
    user,
  };
}
