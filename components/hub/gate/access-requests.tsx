"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AccessRequest } from "@/server/hub/contract/gate";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";
import { RejectAccess } from "./reject-access";

interface Props {
  repo: NamedRepo;
  requests: readonly AccessRequest[];
  now: string;
  locale: string;
}

/** Those who asked, with their answers, and what one can decide. */
export function AccessRequests({ repo, requests, now, locale }: Props) {
  const t = useTranslations("access");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const decide = useMutation(
    trpc.hub.decideAccess.mutationOptions({
      onSuccess: (_done, { username, status }) => changed(t(`decided.${status}`, { name: username })),
    }),
  );
  const accept = (username: string, then = {}) =>
    decide.mutate({ ...addressOf(repo), username, status: "accepted" }, then);
  return (
    <div className="grid gap-4">
      <AddPerson isBusy={decide.isPending} onAdd={(username, onDone) => accept(username, { onSuccess: onDone })} />
      {decide.error ? <Callout tone="danger" title={decide.error.message} /> : null}
      {requests.length === 0 ? <p className="text-small text-text-muted">{t("none")}</p> : null}
      <ul className="grid gap-3">
        {requests.map((request) => (
          <li
            key={request.username}
            className="rounded-card bg-surface-raised flex flex-wrap items-start gap-3 border p-4"
          >
            <Avatar name={request.username} />
            <Asked request={request} now={now} locale={locale} />
            <div className="flex flex-wrap gap-2">
              {request.status === "accepted" && !isOver(request, now) ? null : (
                <Button size="sm" variant="primary" onClick={() => accept(request.username)}>
                  {t(request.status === "accepted" ? "again" : "accept")}
                </Button>
              )}
              {request.status === "rejected" ? null : (
                <RejectAccess
                  repo={repo}
                  username={request.username}
                  act={request.status === "accepted" ? "revoke" : "reject"}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Who was let in for a time, and is not any more. */
const isOver = ({ expiresAt }: AccessRequest, now: string) =>
  expiresAt !== null && expiresAt.getTime() <= Date.parse(now);

/** Who asked and when, until when that holds, and what was answered. */
function Asked({ request, now, locale }: Pick<Props, "now" | "locale"> & { request: AccessRequest }) {
  const t = useTranslations("access");
  const { username, displayName, answers, reason, requestedAt, expiresAt } = request;
  const hasEnded = isOver(request, now);
  return (
    <div className="grid min-w-0 flex-1 basis-56 gap-2">
      <p className="text-small">
        <span className="font-medium">{displayName}</span>{" "}
        <span className="text-text-muted">
          {displayName === username ? null : `${username} · `}
          <RelativeTime at={requestedAt.toISOString()} now={now} locale={locale} />
        </span>
      </p>
      {expiresAt ? (
        <p className={cn("text-caption", hasEnded ? "text-warning" : "text-text-muted")}>
          {t(hasEnded ? "ended" : "until")} {expiresAt.toISOString().slice(0, 10)}
        </p>
      ) : null}
      {reason ? <p className="text-caption text-text-muted break-words">{t("because", { reason })}</p> : null}
      <Answers answers={answers} />
    </div>
  );
}

function Answers({ answers }: Pick<AccessRequest, "answers">) {
  const t = useTranslations("access");
  return (
    <dl className="text-small grid gap-1">
      {Object.entries(answers).map(([question, answer]) => (
        <div key={question} className="grid gap-x-3 sm:grid-cols-2">
          <dt className="text-text-muted break-words">{question}</dt>
          <dd className="break-words">{answer === "true" ? t("yes") : answer}</dd>
        </div>
      ))}
    </dl>
  );
}

function AddPerson({ isBusy, onAdd }: { isBusy: boolean; onAdd: (username: string, onDone: () => void) => void }) {
  const t = useTranslations("access");
  const [typed, setTyped] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAdd(typed.trim(), () => setTyped(""));
  };
  return (
    <form className="flex flex-wrap gap-2" onSubmit={submit}>
      <Input
        aria-label={t("person")}
        placeholder={t("person")}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        className="min-w-0 flex-1 basis-48"
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" disabled={typed.trim() === ""} busy={isBusy}>
        {t("grant")}
      </Button>
    </form>
  );
}
