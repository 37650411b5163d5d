import { listSessions } from "./list-sessions";
import { revokeSession } from "./revoke-session";
import { signOutEverywhere } from "./sign-out-everywhere";

export const sessionOperations = {
  listSessions,
  revokeSession,
  signOutEverywhere,
};
