import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/text-link";
import type { DiscussionDetails } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { LabelBadge } from "../label-badge";
import { verdictTone } from "../verdict-tone";
import { EditButton } from "./edit-button";
import { LabelPicker, PeoplePicker } from "./pickers";
import { Switches } from "./switches";

type Person = DiscussionDetails["participants"][number];
type Reviewer = DiscussionDetails["reviewers"][number];

interface Props {
  at: RepoAddress;
  discussion: DiscussionDetails;
  isSignedIn: boolean;
}

/** Who has to do with a discussion, and how it is sorted. */
export async function DiscussionAside({ at, discussion, isSignedIn }: Props) {
  const t = await getTranslations("discussions");
  const { number, labels, assignees, reviewers, participants, can, pull } = discussion;
  const near = participants.map(({ name }) => name);
  const picker = { at, number, near };
  const names = (people: readonly Person[]) => people.map(({ name }) => name);
  return (
    <>
      <Part
        title={t("labels")}
        empty={labels.length === 0 ? t("none") : null}
        edit={
          can.write ? (
            <EditButton label={t("changeLabels")}>
              <LabelPicker {...{ at, number }} chosen={labels.map(({ name }) => name)} />
            </EditButton>
          ) : null
        }
      >
        <p className="flex flex-wrap gap-1.5">
          {labels.map((label) => (
            <LabelBadge key={label.name} label={label} />
          ))}
        </p>
      </Part>
      <Part
        title={t("assignees")}
        empty={assignees.length === 0 ? t("none") : null}
        edit={
          can.write ? (
            <EditButton label={t("changeAssignees")}>
              <PeoplePicker {...picker} kind="assignees" chosen={names(assignees)} />
            </EditButton>
          ) : null
        }
      >
        <People people={assignees} />
      </Part>
      {pull === null ? null : (
        <Part
          title={t("reviewers")}
          empty={reviewers.length === 0 ? t("none") : null}
          edit={
            can.edit ? (
              <EditButton label={t("changeReviewers")}>
                <PeoplePicker {...picker} kind="reviewers" chosen={names(reviewers)} />
              </EditButton>
            ) : null
          }
        >
          <Reviewers reviewers={reviewers} />
        </Part>
      )}
      <Part title={t("participants", { count: participants.length })} empty={null} edit={null}>
        <People people={participants} />
      </Part>
      {isSignedIn ? (
        <Switches
          {...{ at, number, canWrite: can.write }}
          isSubscribed={discussion.isSubscribed}
          isPinned={discussion.isPinned}
          isLocked={discussion.isLocked}
        />
      ) : null}
    </>
  );
}

interface PartProps {
  title: string;
  empty: string | null;
  edit: ReactNode;
  children: ReactNode;
}

function Part({ title, empty, edit, children }: PartProps) {
  return (
    <section className="grid grid-cols-1 gap-2 border-b pb-4">
      <header className="flex min-h-7 items-center justify-between gap-2">
        <h3 className="text-small font-medium">{title}</h3>
        {edit}
      </header>
      {empty === null ? children : <p className="text-small text-text-muted">{empty}</p>}
    </section>
  );
}

function People({ people }: { people: readonly Person[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-2">
      {people.map((person) => (
        <li key={person.name} className="text-small flex min-w-0 items-center gap-2">
          <Avatar name={person.name} src={person.avatarUrl} size="xs" />
          <TextLink tone="plain" href={`/${person.name}`} className="truncate">
            {person.name}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}

async function Reviewers({ reviewers }: { reviewers: readonly Reviewer[] }) {
  const t = await getTranslations("discussions");
  return (
    <ul className="grid grid-cols-1 gap-2">
      {reviewers.map(({ name, avatarUrl, verdict, isStale, isAwaited }) => (
        <li key={name} className="text-small flex min-w-0 items-center gap-2">
          <Avatar name={name} src={avatarUrl} size="xs" />
          <TextLink tone="plain" href={`/${name}`} className="min-w-0 flex-1 truncate">
            {name}
          </TextLink>
          {isStale && !isAwaited ? <span className="text-caption text-text-muted">{t("stale")}</span> : null}
          <Badge tone={verdictTone({ verdict, isStale, isAwaited })}>
            {t(`verdict.${isAwaited ? "waiting" : (verdict ?? "waiting")}`)}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
