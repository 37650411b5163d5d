"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Textarea } from "@/components/ui/textarea";
import type { ConflictedFile } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { type Choice, isOutdated, keptOf, settledOf, untouched } from "./conflict-choices";
import { discussionHref } from "./discussion-href";
import { RefusalNote } from "./refusal-note";

interface Props {
  at: RepoAddress;
  base: string;
  number: number;
  expectedHead: string;
  expectedBase: string;
  files: readonly ConflictedFile[];
}

const PRESSED = "aria-pressed:bg-pressed aria-pressed:border-accent";
const MARKER = /^(?:<{7}|={7}|>{7})(?: |$)/m;

/** Each file in conflict: one side, or a text of one's own. Committed together. */
export function ConflictEditor({ at, base, number, expectedHead, expectedBase, files }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const resolve = useMutation(
    trpc.discussions.resolveConflicts.mutationOptions({
      onSuccess: () => {
        router.push(discussionHref(base, number));
        router.refresh();
      },
    }),
  );
  const settled = files.flatMap((file) => settledOf(choices[file.path], file));
  return (
    <div className="grid grid-cols-1 gap-4">
      {files.map((file) => (
        <FileChoice
          key={file.path}
          file={file}
          choice={keptOf(choices[file.path], file)}
          onChange={(choice) => setChoices((before) => ({ ...before, [file.path]: choice }))}
        />
      ))}
      <RefusalNote error={resolve.error} />
      {resolve.error?.data?.code === "PRECONDITION_FAILED" ? (
        <Button className="justify-self-start" onClick={() => router.refresh()}>
          {t("loadBranches")}
        </Button>
      ) : null}
      <Button
        variant="primary"
        className="justify-self-start"
        disabled={settled.length < files.length}
        busy={resolve.isPending || resolve.isSuccess}
        onClick={() => resolve.mutate({ ...at, number, expectedHead, expectedBase, files: settled })}
      >
        {t("commitResolution")}
      </Button>
    </div>
  );
}

interface FileProps {
  file: ConflictedFile;
  choice: Choice;
  onChange: (choice: Choice) => void;
}

function FileChoice({ file, choice, onChange }: FileProps) {
  const t = useTranslations("discussions");
  const hasMoved = isOutdated(choice, file);
  const edit = (text: string) =>
    onChange({ take: MARKER.test(text) ? "undecided" : "content", text, isTyped: true, file });
  const take = (side: "ours" | "theirs") => {
    const exists = side === "ours" ? file.oursExists : file.theirsExists;
    const text = (side === "ours" ? file.ours : file.theirs) ?? "";
    onChange({ take: exists ? side : "nothing", text, isTyped: false, file });
  };
  return (
    <Card>
      <CardHeader
        title={<span className="font-mono break-all">{file.path}</span>}
        description={t(choice.take === "undecided" || hasMoved ? "notSettled" : "settled")}
      />
      <CardBody className="grid gap-3">
        {hasMoved ? (
          <Callout tone="warning" title={t("fileHasMoved")}>
            <div className="flex flex-wrap gap-2">
              <Button size="sm" onClick={() => edit(choice.text)}>
                {t("keepTyped")}
              </Button>
              <Button size="sm" onClick={() => onChange(untouched(file))}>
                {t("beginAnew")}
              </Button>
            </div>
          </Callout>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button size="sm" className={PRESSED} aria-pressed={choice.take === "ours"} onClick={() => take("ours")}>
            {t("takeOurs")}
          </Button>
          <Button size="sm" className={PRESSED} aria-pressed={choice.take === "theirs"} onClick={() => take("theirs")}>
            {t("takeTheirs")}
          </Button>
        </div>
        {file.merged === null && !choice.isTyped ? (
          <p className="text-small text-text-muted">{t("oneSideOnly")}</p>
        ) : (
          <Textarea
            aria-label={file.path}
            rows={14}
            spellCheck={false}
            className="font-mono"
            value={choice.text}
            onChange={(event) => edit(event.target.value)}
          />
        )}
      </CardBody>
    </Card>
  );
}
