import { z } from "zod";
import { RepoAddress, RepoKind } from "@/server/hub/contract/repo";
import { AccountSummary, ListOfAccountInput } from "@/server/identity/contract";
import { PageInput, pageOf } from "@/server/kernel/contract";

/** What people do that others may want to know, by what it is about. */
export const ACTIVITY_TOPICS = ["repositories", "discussions", "people"] as const;
export const ActivityTopic = z.enum(ACTIVITY_TOPICS);
export type ActivityTopic = z.infer<typeof ActivityTopic>;

export const VERBS_OF_TOPIC = {
  repositories: ["created", "published", "pushed", "released"],
  discussions: ["opened", "commented", "merged", "closed", "reopened"],
  people: ["liked", "followed", "collected"],
} as const satisfies Record<ActivityTopic, readonly string[]>;

export const ActivityVerb = z.enum([
  ...VERBS_OF_TOPIC.repositories,
  ...VERBS_OF_TOPIC.discussions,
  ...VERBS_OF_TOPIC.people,
]);
export type ActivityVerb = z.infer<typeof ActivityVerb>;

export const Activity = z.object({
  id: z.uuid(),
  verb: ActivityVerb,
  actor: AccountSummary.describe("Who did it."),
  count: z.int().describe("How many commits or comments; 1 for everything else."),
  repo: z.object({ id: z.uuid(), kind: RepoKind, namespace: z.string(), name: z.string() }).nullable(),
  discussion: z.object({ number: z.int(), title: z.string(), isPull: z.boolean() }).nullable(),
  account: AccountSummary.nullable().describe("Who was followed."),
  collection: z.object({ title: z.string(), namespace: z.string() }).nullable(),
  tag: z.string().nullable().describe("Of a release."),
  branch: z.string().nullable().describe("The branch that commits went to."),
  path: z.string().describe("Path within the site to what it is about."),
  createdAt: z.date(),
});
export type Activity = z.infer<typeof Activity>;
export const ActivityPage = pageOf(Activity);

const topic = ActivityTopic.optional().describe("Only what is about this; default: everything.");
export const ListFeedInput = PageInput.extend({ topic });
export type ListFeedInput = z.infer<typeof ListFeedInput>;
export const ListAccountActivityInput = ListOfAccountInput.extend({ topic });
export const ListRepoActivityInput = PageInput.extend({ ...RepoAddress.shape, topic });
