"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import type { Mirror } from "@/server/mirror/contract";
import { IntervalSelect } from "./interval-select";
import { PatternFields, type PatternValues } from "./pattern-fields";
import { AddressFields, CredentialFields } from "./remote-fields";
import { patternsOf, type RemoteValues, remoteInput } from "./remote-values";

export interface EditValues {
  readonly remote: RemoteValues;
  readonly patterns: PatternValues;
  readonly intervalMinutes: number | null;
  readonly forgetsCredential: boolean;
}

/** A form about a mirror as it is; a credential is never in it. */
export const valuesOf = ({ url, source, remoteUser, refs, skipFiles, intervalMinutes }: Mirror): EditValues => ({
  remote: { address: url, source, remoteUser: remoteUser ?? "", credential: "" },
  patterns: { refs: refs.join("\n"), skipFiles: skipFiles.join("\n") },
  intervalMinutes,
  forgetsCredential: false,
});

/** What differs from the mirror; an address that was not touched is left out, so that its credential stays. */
export function editInput({ remote, patterns, intervalMinutes, forgetsCredential }: EditValues, mirror: Mirror) {
  const { address, source, remoteUser, credential } = remoteInput(remote);
  const isElsewhere = address !== mirror.url || source !== mirror.source;
  return {
    ...(isElsewhere && { address, ...(source && { source }) }),
    ...{ intervalMinutes, remoteUser: remoteUser ?? null },
    ...(credential !== undefined && { credential }),
    ...(credential === undefined && forgetsCredential && { credential: null }),
    ...{ refs: patternsOf(patterns.refs), skipFiles: patternsOf(patterns.skipFiles) },
  };
}

interface Props {
  id: string;
  values: EditValues;
  mirror: Mirror;
  onChange: (values: EditValues) => void;
}

export function EditFields({ id, values, mirror, onChange }: Props) {
  const t = useTranslations("mirrorRow");
  const { remote, patterns, intervalMinutes, forgetsCredential } = values;
  const changeRemote = (next: RemoteValues) => onChange({ ...values, remote: next });
  return (
    <>
      <AddressFields id={id} values={remote} onChange={changeRemote} />
      <CredentialFields id={id} values={remote} onChange={changeRemote} />
      {mirror.hasCredential ? (
        <label htmlFor={`${id}-forget`} className="text-small flex items-center gap-2">
          <Checkbox
            id={`${id}-forget`}
            checked={forgetsCredential}
            onCheckedChange={(checked) => onChange({ ...values, forgetsCredential: checked === true })}
          />
          {t("forgetCredential")}
        </label>
      ) : null}
      {mirror.isOneOff ? null : (
        <IntervalSelect
          id={`${id}-interval`}
          value={intervalMinutes}
          onChange={(minutes) => onChange({ ...values, intervalMinutes: minutes })}
        />
      )}
      <PatternFields
        id={id}
        direction={mirror.direction}
        values={patterns}
        onChange={(next) => onChange({ ...values, patterns: next })}
      />
    </>
  );
}
