import "server-only";
import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { pathOfPage } from "@/server/web/page-path";
import { mayCreateIn } from "./may-create-in";
import { contextOfPage } from "./page-context";
import { api } from "./rsc";

/** An account in whose name the viewer may own and pay: first the person, then the organisations. */
export interface ActingAccount {
  readonly name: string;
  readonly displayName: string;
  readonly isPerson: boolean;
  /** Whether the viewer can have a repository there. */
  readonly mayCreate: boolean;
}

/** Who looks at this page, as the frame around every page shows it. */
export interface Viewer {
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly avatarUrl: string | null;
  readonly isOperator: boolean;
  readonly accounts: readonly ActingAccount[];
  /** The account the console works for, chosen in the switcher. */
  readonly owner: string;
  /** Notifications that were not read. */
  readonly unread: number;
}

/** `null` for a visitor. Read once per page. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const { actor } = await contextOfPage();
  if (actor.kind !== "user") return null;
  const [me, jar, { count }] = await Promise.all([
    api.identity.getMe({}),
    cookies(),
    api.notifications.countUnread({}),
  ]);
  const person = { name: me.username, displayName: me.displayName, isPerson: true, mayCreate: true };
  const creatingIn = actor.memberships.filter(mayCreateIn).map(({ organizationId }) => organizationId);
  const accounts = [
    person,
    ...me.organizations.map(({ id, name, displayName }) => {
      return { name, displayName, isPerson: false, mayCreate: creatingIn.includes(id) };
    }),
  ];
  const chosen = jar.get("owner")?.value;
  return {
    username: me.username,
    displayName: me.displayName,
    email: me.email,
    avatarUrl: me.avatarUrl,
    isOperator: me.platformRoles.length > 0,
    accounts,
    owner: accounts.find(({ name }) => name === chosen)?.name ?? me.username,
    unread: count,
  };
});

/** Names of the accounts that can own what the viewer creates. */
export const creatingOf = ({ accounts }: Pick<Viewer, "accounts">): readonly string[] =>
  accounts.filter(({ mayCreate }) => mayCreate).map(({ name }) => name);

/** The same, first the one the console works for. */
export const ownersOf = (viewer: Pick<Viewer, "owner" | "accounts">): readonly string[] =>
  creatingOf(viewer).toSorted((a, b) => Number(b === viewer.owner) - Number(a === viewer.owner));

/** Who looks at this page; a visitor is led through sign-in and back. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await getViewer();
  if (viewer) return viewer;
  redirect(`/sign-in?next=${encodeURIComponent(pathOfPage(await headers()))}`);
}

/** Administration is for operators. */
export async function requireOperator(): Promise<Viewer> {
  const viewer = await requireViewer();
  if (!viewer.isOperator) forbidden();
  return viewer;
}
