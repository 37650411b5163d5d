"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { problemOf, useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextLink } from "@/components/ui/text-link";
import type { RepoAddress } from "@/server/hub/contract/repo";
import type { Direction } from "@/server/mirror/contract/sources";
import { IntervalSelect } from "./interval-select";
import { PatternFields } from "./pattern-fields";
import { AddressFields, CredentialFields } from "./remote-fields";
import { NO_REMOTE, patternsOf, remoteInput } from "./remote-values";
import { useMirrorChange } from "./use-mirror-change";

const NO_PATTERNS = { refs: "", skipFiles: "" };
const DAY_MINUTES = 24 * 60;

interface Props {
  repo: RepoAddress;
  /** `false` while the repository follows something already. */
  canPull: boolean;
  /** Whether the repository holds what a pull does not replace. */
  hasOwnHistory: boolean;
}

/** Adds a mirror. */
export function MirrorForm({ repo, canPull, hasOwnHistory }: Props) {
  const t = useTranslations("mirrorForm");
  const trpc = useTRPC();
  const changed = useMirrorChange();
  const stepUp = useStepUp();
  const [chosen, setChosen] = useState<Direction>("pull");
  const [remote, setRemote] = useState(NO_REMOTE);
  const [patterns, setPatterns] = useState(NO_PATTERNS);
  const [intervalMinutes, setInterval] = useState<number | null>(DAY_MINUTES);
  const direction = canPull ? chosen : "push";
  const add = useMutation(
    trpc.mirror.createMirror.mutationOptions({
      onSuccess: ({ place }) => {
        setRemote(NO_REMOTE);
        setPatterns(NO_PATTERNS);
        return changed(t("added", { place }));
      },
      onError: (error, mirror) => stepUp.asks(error, () => add.mutate(mirror)),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({
      ...{ ...repo, direction, intervalMinutes, ...remoteInput(remote) },
      ...{ refs: patternsOf(patterns.refs), skipFiles: direction === "pull" ? patternsOf(patterns.skipFiles) : [] },
    });
  };
  const problem = problemOf(add.error);
  const directions = [
    { value: "pull", label: t("pull"), help: canPull ? t("pullHelp") : t("pullTaken"), isDisabled: !canPull },
    { value: "push", label: t("push"), help: t("pushHelp") },
  ];
  return (
    <form className="grid grid-cols-1 gap-5" onSubmit={submit}>
      <RadioGroup
        label={t("direction")}
        variant="cards"
        options={directions}
        value={direction}
        onValueChange={(next) => setChosen(next === "push" ? "push" : "pull")}
      />
      <AddressFields id="mirror" values={remote} onChange={setRemote} />
      <CredentialFields id="mirror" values={remote} onChange={setRemote} />
      <IntervalSelect id="mirror-interval" value={intervalMinutes} onChange={setInterval} />
      <PatternFields id="mirror" direction={direction} values={patterns} onChange={setPatterns} />
      {direction === "pull" ? <PullNotes hasOwnHistory={hasOwnHistory} address={remote.address.trim()} /> : null}
      {problem ? <Callout tone="danger" title={problem} /> : null}
      <Button type="submit" variant="primary" busy={add.isPending} className="justify-self-start">
        {t("add")}
      </Button>
      {stepUp.dialog}
    </form>
  );
}

/** What a pull does to the repository; one with history of its own better stays as it is. */
function PullNotes({ hasOwnHistory, address }: Pick<Props, "hasOwnHistory"> & { address: string }) {
  const t = useTranslations("mirrorForm");
  const href = `/new/import${address === "" ? "" : `?${new URLSearchParams({ address })}`}`;
  return (
    <>
      {hasOwnHistory ? (
        <Callout tone="warning" title={t("ownHistory")}>
          {t.rich("ownHistoryText", {
            link: (text) => (
              <TextLink tone="inline" href={href}>
                {text}
              </TextLink>
            ),
          })}
        </Callout>
      ) : null}
      <Callout title={t("readOnly")}>{t("readOnlyText")}</Callout>
    </>
  );
}
