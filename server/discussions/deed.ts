import type { EventRow } from "./store/events";

/** What somebody did, as a word that translations choose by. */
export type Deed =
  | "opened"
  | "commented"
  | "approved"
  | "requestedChanges"
  | "closed"
  | "merged"
  | "reopened"
  | "drafted"
  | "pushed"
  | "assigned"
  | "asked"
  | "dismissed"
  | "refused"
  | "did";

const IN_ENGLISH: Readonly<Record<Deed, string>> = {
  opened: "opened",
  commented: "commented on",
  approved: "approved",
  requestedChanges: "asks for changes in",
  closed: "closed",
  merged: "merged",
  reopened: "opened again",
  drafted: "made a draft of",
  pushed: "added commits to",
  assigned: "assigned people to",
  asked: "asked for reviews of",
  dismissed: "dismissed a review of",
  refused: "did not take in the last push for",
  did: "did something in",
};

export const deedInEnglish = (deed: Deed): string => IN_ENGLISH[deed];

/** What an event tells of; `isFirst` for the one that a discussion begins with. */
export function deedOf({ type, data }: Pick<EventRow, "type" | "data">, isFirst: boolean): Deed {
  if (isFirst) return "opened";
  if (type === "status") return ofStatus(data.status);
  if (type === "review" && data.verdict === "approve") return "approved";
  if (type === "review" && data.verdict === "request_changes") return "requestedChanges";
  return BY_TYPE[type] ?? "did";
}

const BY_TYPE: Readonly<Partial<Record<EventRow["type"], Deed>>> = {
  comment: "commented",
  review: "commented",
  review_comment: "commented",
  commits: "pushed",
  assignees: "assigned",
  reviewers: "asked",
  dismissal: "dismissed",
  refused: "refused",
};

function ofStatus(status: EventRow["data"]["status"]): Deed {
  switch (status) {
    case "closed":
    case "merged":
      return status;
    case "draft":
      return "drafted";
    case "open":
    case undefined:
      return "reopened";
  }
}
