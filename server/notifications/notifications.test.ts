import { describe, expect, test } from "vitest";
import { CreateApiKeyInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import { CreateResourceGroupInput } from "@/server/identity/contract/resource-group";
import { groupOperations } from "@/server/identity/groups/operations";
import { removeMember } from "@/server/identity/remove-member";
import { lettersTo } from "@/server/testing/letters";
import { setupWorld } from "@/server/testing/world";
import { countUnread } from "./count-unread";
import { endMails } from "./end-mails";
import { getPreferences } from "./get-preferences";
import { notificationsHandlers } from "./handlers";
import { listNotifications } from "./list-notifications";
import { markRead } from "./mark-read";
import { updatePreferences } from "./update-preferences";

const { handlers } = notificationsHandlers;
const signal = new AbortController().signal;

describe("notifications", () => {
  const world = setupWorld();

  test("tell a new member once, also when the job runs twice, and are forgotten with the membership", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const { id: organizationId, name } = await world.organization(ada, [{ user: bob, role: "read" }]);
    const news = { organizationId, userId: bob.userId, role: "read" as const };
    await handlers.notifyMemberAdded(world.system(), news, signal);
    await handlers.notifyMemberAdded(world.system(), news, signal);

    const reader = world.as(await world.again(bob));
    const { items } = await listNotifications.run(reader, { limit: 20 });
    expect(items).toMatchObject([{ kind: "memberAdded", path: `/${name}`, readAt: null }]);
    expect(await countUnread.run(reader, {})).toEqual({ count: 1 });

    await removeMember.run(world.as(await world.again(ada)), { name, username: bob.username });
    const former = world.as(await world.again(bob));
    expect((await listNotifications.run(former, { limit: 20 })).items).toEqual([]);
    expect(await countUnread.run(former, {})).toEqual({ count: 0 });
  });

  test("tell who looks after the money of an account, once, that half of its budget is spent", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const { id: ownerId } = await world.organization(ada, [{ user: bob, role: "read" }]);
    const reached = {
      kind: "wallet" as const,
      ref: ownerId,
      ownerId,
      share: 50,
      periodStart: "1970-01-01T00:00:00.000Z",
    };
    await handlers.notifyBudgetReached(world.system(), reached, signal);
    await handlers.notifyBudgetReached(world.system(), reached, signal);
    await handlers.notifyBudgetReached(world.system(), { ...reached, share: 80 }, signal);
    const toldTo = async (user: typeof ada) =>
      (await listNotifications.run(world.as(await world.again(user)), { limit: 20 })).items;
    expect(await toldTo(ada)).toMatchObject([
      { kind: "budgetReached", path: "/console/usage", params: { share: "80" } },
      { kind: "budgetReached", params: { what: "wallet", share: "50" } },
    ]);
    expect(await toldTo(bob)).toEqual([]);
  });

  test("tell of the budget of an API key by its name, and of none that is not there", async () => {
    const ada = await world.user();
    const key = await gatewayOperations.createApiKey.run(world.as(ada), CreateApiKeyInput.parse({ name: "helpdesk" }));
    const { userId: ownerId } = ada;
    const scope = { kind: "key" as const, ref: key.id, ownerId, periodStart: "2026-03-01T00:00:00.000Z" };
    const reached = { ...scope, share: 100, period: "month" as const };
    await handlers.notifyBudgetReached(world.system(), reached, signal);
    await handlers.notifyBudgetReached(world.system(), { ...reached, period: "day" }, signal);
    await handlers.notifyBudgetReached(world.system(), { ...reached, ref: world.system().id() }, signal);
    expect((await listNotifications.run(world.as(ada), { limit: 20 })).items).toMatchObject([
      { title: "100 % of the daily budget of the API key helpdesk is spent", path: `/console/api-keys/${key.id}` },
      { title: "100 % of the monthly budget of the API key helpdesk is spent", path: `/console/api-keys/${key.id}` },
    ]);
  });

  test("tell of the budget of a member to them and to who pays, and of that of a resource group to who pays", async () => {
    const [ada, bob, eve] = [await world.user(), await world.user(), await world.user()];
    const { id: ownerId, name } = await world.organization(ada, [
      { user: bob, role: "write" },
      { user: eve, role: "billing" },
    ]);
    const leader = world.as(await world.again(ada));
    const input = CreateResourceGroupInput.parse({ name, group: "vision", displayName: "Computer vision" });
    const group = await groupOperations.createResourceGroup.run(leader, input);
    const reached = { ownerId, share: 80, period: "month" as const, periodStart: "2026-03-01T00:00:00.000Z" };
    await handlers.notifyBudgetReached(world.system(), { ...reached, kind: "member", ref: bob.userId }, signal);
    await handlers.notifyBudgetReached(world.system(), { ...reached, kind: "project", ref: group.id }, signal);
    const gone = { ...reached, kind: "project" as const, ref: world.system().id() };
    await handlers.notifyBudgetReached(world.system(), gone, signal);

    const toldTo = async (user: typeof ada) => {
      const { items } = await listNotifications.run(world.as(await world.again(user)), { limit: 20 });
      return items.filter(({ kind }) => kind === "budgetReached").map(({ title, path }) => [title, path]);
    };
    const path = `/organizations/${name}/budgets`;
    const ofMember = [`80 % of the monthly budget of the member ${bob.username} is spent`, path];
    const ofGroup = ["80 % of the monthly budget of the resource group Computer vision is spent", path];
    expect(await toldTo(bob)).toEqual([ofMember]);
    for (const payer of [ada, eve]) expect(await toldTo(payer)).toEqual([ofGroup, ofMember]);
  });

  test("are marked as read by their reader only", async () => {
    const [ada, eve] = [await world.user(), await world.user()];
    const note = { kind: "deploymentFailed" as const, title: "A deployment failed", params: {} };
    await handlers.notifyUsers(world.system(), { userIds: [ada.userId], note }, signal);
    const [first] = (await listNotifications.run(world.as(ada), { limit: 20 })).items;
    await markRead.run(world.as(eve), { ids: [first?.id ?? ""] });
    expect(await countUnread.run(world.as(ada), {})).toEqual({ count: 1 });
    await markRead.run(world.as(ada), {});
    expect(await countUnread.run(world.as(ada), {})).toEqual({ count: 0 });
    expect((await listNotifications.run(world.as(ada), { limit: 20, unread: true })).items).toEqual([]);
  });

  test("tell who invited that somebody joined, of deployments that failed, and that one of those runs again", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const { id: organizationId } = await world.organization(ada, [{ user: bob, role: "read" }]);
    const joined = { organizationId, userId: bob.userId, inviterId: ada.userId };
    await handlers.notifyInvitationAccepted(world.system(), joined, signal);
    const [deploymentId, repoId] = [world.system().id(), world.system().id()];
    const deployment = { deploymentId, repoId, ownerId: organizationId, creatorId: ada.userId, model: "a/b" };
    const told = (status: string, at: string) =>
      handlers.notifyDeploymentStatus(world.system(), { ...deployment, status, at }, signal);
    await told("running", "2026-01-01T00:00:00.000Z");
    await told("failed", "2026-01-01T00:00:01.000Z");
    await told("failed", "2026-01-01T00:00:01.000Z");
    await told("running", "2026-01-01T00:00:02.000Z");
    await told("running", "2026-01-01T00:00:02.000Z");
    const { items } = await listNotifications.run(world.as(await world.again(ada)), { limit: 20 });
    expect(items.map(({ kind }) => kind)).toEqual(["deploymentRecovered", "deploymentFailed", "invitationAccepted"]);
    expect(items[0]).toMatchObject({ path: `/console/deployments/${deploymentId}`, params: { model: "a/b" } });

    await handlers.forgetDeployment(world.system(), { deploymentId }, signal);
    const after = await listNotifications.run(world.as(await world.again(ada)), { limit: 20 });
    expect(after.items[0]).toMatchObject({ kind: "deploymentRecovered", path: null });
  });

  test("are not for tokens that were not made for them", async () => {
    const ada = await world.user();
    const scopes = [{ target: { kind: "everything" as const }, permissions: ["repo.read"] }];
    const { actor } = await world.token(ada, { role: "fineGrained", scopes });
    await expect(listNotifications.run(world.as(actor), { limit: 20 })).rejects.toMatchObject({ code: "forbidden" });
    const read = (await world.token(ada, { role: "read" })).actor;
    expect((await listNotifications.run(world.as(read), { limit: 20 })).items).toEqual([]);
  });
});

describe("mails about what happens", () => {
  const world = setupWorld();
  const note = (title: string) => ({ kind: "deploymentFailed" as const, title, params: { title }, path: "/console" });
  const tell = (userId: string, title: string) =>
    handlers.notifyUsers(world.system(), { userIds: [userId], note: note(title) }, signal);

  test("come once, together, without what was read, and end by their own link and by no forged one", async () => {
    const ada = await world.user();
    await tell(ada.userId, "Read already");
    await markRead.run(world.as(ada), {});
    await tell(ada.userId, "One <i>failed</i>");
    await tell(ada.userId, "Two failed");
    await handlers.mailNews(world.system(), { userId: ada.userId }, signal);
    await handlers.mailNews(world.system(), { userId: ada.userId }, signal);
    const [first, ...others] = await lettersTo(world.system(), ada.userId);
    expect(others).toEqual([]);
    expect(first?.subject).toBe("One <i>failed</i>, and 1 more");
    expect(first?.letter?.items.map(({ label }) => label)).toEqual(["One <i>failed</i>", "Two failed"]);

    const nobody = world.as({ kind: "anonymous" });
    for (const token of ["x", world.system().seal("{}"), world.system().seal("text")]) {
      await expect(endMails.run(nobody, { token })).rejects.toMatchObject({ code: "not_found" });
    }
    const token = first?.letter?.unsubscribePath?.split("/").at(-1) ?? "";
    expect(await endMails.run(nobody, { token })).toEqual({ username: ada.username });
    await tell(ada.userId, "Three failed");
    await handlers.mailNews(world.system(), { userId: ada.userId }, signal);
    expect(await lettersTo(world.system(), ada.userId)).toHaveLength(1);
    expect((await listNotifications.run(world.as(ada), { limit: 20 })).items[0]?.title).toBe("Three failed");
  });

  test("and lines in the list come as somebody has chosen", async () => {
    const bob = await world.user();
    const reader = world.as(bob);
    await updatePreferences.run(reader, { channels: { deploymentFailed: "off" } });
    await tell(bob.userId, "Unheard");
    expect((await listNotifications.run(reader, { limit: 20 })).items).toEqual([]);
    expect((await getPreferences.run(reader, {})).channels).toMatchObject({
      deploymentFailed: "off",
      discussionMention: "mail",
    });
  });
});
