"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { FormSection } from "@/components/patterns/form-section";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { Visibility } from "@/server/access/contract";
import { ImportDetails } from "./import-details";
import { ImportFound } from "./import-found";
import { AddressFields, CredentialFields } from "./remote-fields";
import { NO_REMOTE, type RemoteValues, remoteInput } from "./remote-values";
import { RunReason } from "./run-reason";

interface Props {
  /** Accounts in whose name the viewer may create, the chosen one first. */
  owners: readonly string[];
  /** What a new repository is until somebody chooses. */
  visibility: Visibility;
  /** What somebody brought along. */
  address: string;
}

/** First what an address means and whether it can be reached, then what becomes of it here. */
export function ImportForm({ owners, visibility, address }: Props) {
  const t = useTranslations("importRepo");
  const trpc = useTRPC();
  const [remote, setRemote] = useState<RemoteValues>({ ...NO_REMOTE, address });
  const preview = useMutation(trpc.mirror.previewImport.mutationOptions());
  const change = (values: RemoteValues) => {
    setRemote(values);
    preview.reset();
  };
  const look = (event: FormEvent) => {
    event.preventDefault();
    preview.mutate(remoteInput(remote));
  };
  const reason = preview.error?.data?.domain?.code ?? null;
  return (
    <div className="max-w-form grid grid-cols-1">
      <form onSubmit={look}>
        <FormSection title={t("from")} description={t("fromText")}>
          <AddressFields id="import" values={remote} onChange={change} found={preview.data?.source} />
          <CredentialFields id="import" values={remote} onChange={change} />
          {preview.error ? (
            <Callout tone="danger" title={t(reason === null ? "failed" : "notFound")}>
              <RunReason reason={reason} error={preview.error.message} direction="pull" />
            </Callout>
          ) : null}
          {preview.data ? (
            <ImportFound found={preview.data} />
          ) : (
            <Button type="submit" variant="primary" busy={preview.isPending} className="justify-self-start">
              {t("look")}
            </Button>
          )}
        </FormSection>
      </form>
      {preview.data ? (
        <ImportDetails
          key={preview.data.url}
          found={preview.data}
          remote={{ ...remote, source: preview.data.source }}
          {...{ owners, visibility }}
        />
      ) : null}
    </div>
  );
}
