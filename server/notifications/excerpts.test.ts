import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { mails } from "@/db/schema/mail";
import { addComment } from "@/server/discussions/comments/add-comment";
import { hideComment } from "@/server/discussions/comments/hide-comment";
import { createIssue } from "@/server/discussions/create-issue";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { removeCollaborator } from "@/server/hub/collaborators/remove-collaborator";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import { openLetter } from "@/server/mail/sealed-letter";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { notificationsHandlers } from "./handlers";
import { listNotifications } from "./list-notifications";

const { handlers } = notificationsHandlers;
const signal = new AbortController().signal;

describe("what people are told of a discussion", () => {
  const world = setupWorld();

  async function told(visibility: "public" | "private") {
    const [ada, bob] = [await world.user(), await world.user()];
    const owner = world.as(ada);
    const { address } = await repoWith(owner, { name: `told-${visibility}`, visibility, texts: { a: "x" } });
    if (visibility === "private") {
      await putCollaborator.run(owner, { ...address, username: bob.username, role: "read" });
    }
    const issue = await createIssue.run(owner, { ...address, title: "Plan", description: "" });
    const at = { ...address, number: issue.number };
    const say = async (words: string) => {
      const event = await addComment.run(owner, { ...at, body: `@${bob.username} ${words}` });
      await handlers.notifyDiscussion(world.system(), { discussionId: issue.id, eventId: event.id }, signal);
      return event.id;
    };
    const items = async () => (await listNotifications.run(world.as(await world.again(bob)), { limit: 20 })).items;
    const mail = () => handlers.mailNews(world.system(), { userId: bob.userId }, signal);
    const letters = async () => {
      const rows = await world.system().db.select().from(mails).where(eq(mails.recipientId, bob.userId));
      return rows.map(({ letter }) => openLetter(world.system(), letter ?? "")?.items ?? []);
    };
    return { ada, bob, owner, address, at, say, items, mail, letters };
  }

  test("says who did what where, and what was said, in the list and in letters", async () => {
    const { ada, bob, say, items, mail, letters, at, owner } = await told("private");
    const where = `${at.namespace}/${at.name}#1`;
    const eventId = await say("**look** at [this](https://a.example)\n\n> quoted\n\n```js\ncode\n```");
    const excerpt = `@${bob.username} look at this js code`;
    expect(await items()).toMatchObject([
      { kind: "discussionMention", excerpt, params: { person: ada.username, where, deed: "commented", title: "Plan" } },
    ]);
    await mail();
    expect(await letters()).toMatchObject([[{ note: excerpt, path: expect.stringContaining("/discussions/1") }]]);
    await hideComment.run(owner, { ...at, eventId, hidden: true });
    expect(await items()).toMatchObject([{ excerpt: null }]);
  });

  test("mails nothing of what its reader may not read any more", async () => {
    const { bob, owner, address, say, mail, letters } = await told("private");
    await say("a secret");
    await removeCollaborator.run(owner, { ...address, username: bob.username });
    await mail();
    expect(await letters()).toEqual([]);
  });

  test("mails nothing of what became private since, and shows no words of it", async () => {
    const { owner, address, say, items, mail, letters } = await told("public");
    await say("a secret");
    expect(await items()).toMatchObject([{ excerpt: expect.stringContaining("a secret") }]);
    await updateRepo.run(owner, { ...address, visibility: "private" });
    await mail();
    expect(await letters()).toEqual([]);
    expect(JSON.stringify(await items())).not.toContain("secret");
  });
});
