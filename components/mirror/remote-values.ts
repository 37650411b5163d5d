import type { SourceId } from "@/server/mirror/contract/sources";

/** Where the other side is and how one gets in, as it stands in a form. */
export interface RemoteValues {
  readonly address: string;
  /** `null`: the address says. */
  readonly source: SourceId | null;
  readonly remoteUser: string;
  readonly credential: string;
}

export const NO_REMOTE: RemoteValues = { address: "", source: null, remoteUser: "", credential: "" };

/** As operations take it: what is empty is left out. */
export const remoteInput = ({ address, source, remoteUser, credential }: RemoteValues) => ({
  address: address.trim(),
  ...(source !== null && { source }),
  ...(remoteUser.trim() !== "" && { remoteUser: remoteUser.trim() }),
  ...(credential.trim() !== "" && { credential: credential.trim() }),
});

/** One pattern a line. */
export const patternsOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
