import { readBudgets, type Subject } from "@/server/billing";
import { findAccounts, findGroups, findPresent } from "@/server/identity";
import { type Ctx, notFound } from "@/server/kernel";
import { keyBudgetFrom } from "../api-key";
import type { HolderBudgets } from "../contract/budgets";

/** Holders of budgets with what they may spend and spent, for people; without those who are gone for good. */
export async function showHolders(ctx: Ctx, ownerId: string, subjects: readonly Subject[]): Promise<HolderBudgets[]> {
  const refsOf = (kind: Subject["kind"]) => subjects.filter((one) => one.kind === kind).map(({ ref }) => ref);
  const people = refsOf("member");
  const [states, accounts, groups, present] = await Promise.all([
    readBudgets(ctx, subjects, ctx.now()),
    findAccounts(ctx.db, people),
    findGroups(ctx.db, refsOf("project")),
    findPresent(ctx.db, ownerId, people),
  ]);
  return subjects.flatMap(({ kind, ref: id }): HolderBudgets[] => {
    const isPerson = kind === "member";
    const found = isPerson ? accounts.get(id) : groups.get(id);
    if (!found) return [];
    const { name, displayName } = found;
    const budgets = states.filter((state) => state.kind === kind && state.ref === id).map(keyBudgetFrom);
    const facts = { id, name, displayName, budgets };
    return [{ kind: isPerson ? "member" : "group", isMember: isPerson ? present.has(id) : null, ...facts }];
  });
}

export async function showHolder(ctx: Ctx, subject: Subject): Promise<HolderBudgets> {
  const [shown] = await showHolders(ctx, subject.ownerId, [subject]);
  if (!shown) throw notFound("Budget", subject.ref);
  return shown;
}
