import { openCredential } from "@/server/access";
import type { Ctx } from "@/server/kernel";
import { cloneUrlOf, type RemotePlace } from "./place";
import { sourceOf } from "./sources";
import type { MirrorRow } from "./store/mirrors";
import type { Remote } from "./transport";

interface Login {
  readonly remoteUser: string | null;
  /** In clear. */
  readonly credential: string | null;
}

/** The other side as the transport reaches it: each source has its own name beside a token. */
export const remoteAt = (place: RemotePlace, { remoteUser, credential }: Login): Remote => ({
  url: cloneUrlOf(place),
  username: remoteUser ?? sourceOf(place.source).tokenUser,
  password: credential,
});

/** Of a mirror; its credential is opened here and nowhere else. Throws `conflict` (`credential_unreadable`). */
export const remoteOf = (ctx: Ctx, mirror: MirrorRow): Remote =>
  remoteAt(mirror, {
    remoteUser: mirror.remoteUser,
    credential: openCredential(ctx, mirror.credential, "conflict"),
  });
