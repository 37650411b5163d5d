import { authorizeOwn } from "@/server/access";
import { findReadableRepos, getReadableRepo } from "@/server/hub";
import { findAccountByName, findAccounts } from "@/server/identity";
import { type Ctx, notFound } from "@/server/kernel";
import type { Watched, Webhook } from "./contract";
import { findWebhook, listTargets, type Target, type WebhookRow } from "./store";

/** A webhook of the caller. Throws `not_found` for one that is missing and for one of somebody else. */
export async function getOwnWebhook(ctx: Ctx, id: string): Promise<WebhookRow> {
  const { userId } = await authorizeOwn(ctx, "account.manage");
  const row = await findWebhook(ctx.db, id);
  if (row?.ownerId !== userId) throw notFound("Webhook", id);
  return row;
}

/** What is to be watched, by id. Throws `not_found` for what the caller does not see. */
export const targetsOf = (ctx: Ctx, watched: readonly Watched[]): Promise<Target[]> =>
  Promise.all(
    watched.map(async ({ type, name }): Promise<Target> => {
      if (type === "user" || type === "org") {
        const account = await findAccountByName(ctx.db, name);
        const isThat = account?.kind === (type === "user" ? "user" : "organization");
        if (!account || !isThat) throw notFound("Account", name);
        return { targetId: account.id, kind: type };
      }
      const [namespace = "", repoName = ""] = name.split("/");
      const repo = await getReadableRepo(ctx, { kind: type, namespace, name: repoName });
      return { targetId: repo.id, kind: type };
    }),
  );

/** With the present names of what they watch; what is gone or hidden by now is left out. */
export async function showWebhooks(ctx: Ctx, rows: readonly WebhookRow[]): Promise<Webhook[]> {
  const targets = await listTargets(
    ctx.db,
    rows.map(({ id }) => id),
  );
  const names = await namesOf(ctx, targets);
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    domains: row.domains,
    watched: targets
      .filter(({ webhookId }) => webhookId === row.id)
      .flatMap(({ kind, targetId }) => {
        const name = names.get(targetId);
        return name === undefined ? [] : [{ type: kind, name }];
      }),
    isSigned: row.style === "signed",
    isEnabled: row.disabledAt === null,
    failures: row.failures,
    createdAt: row.createdAt,
  }));
}

async function namesOf(ctx: Ctx, targets: readonly Target[]): Promise<ReadonlyMap<string, string>> {
  const isAccount = ({ kind }: Target) => kind === "user" || kind === "org";
  const ids = (wanted: boolean) => targets.filter((one) => isAccount(one) === wanted).map(({ targetId }) => targetId);
  const [accounts, repos] = await Promise.all([findAccounts(ctx.db, ids(true)), findReadableRepos(ctx, ids(false))]);
  return new Map([
    ...[...accounts].map(([id, { name }]): [string, string] => [id, name]),
    ...[...repos].map(([id, { namespace, name }]): [string, string] => [id, `${namespace}/${name}`]),
  ]);
}

export const auditWebhook = ({ id, url, ownerId }: WebhookRow) => ({
  kind: "webhook",
  id,
  name: URL.parse(url)?.host ?? "webhook",
  ownerId,
  details: {},
});
