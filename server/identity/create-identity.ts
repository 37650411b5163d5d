import { createPictureTurns, type PictureTurns } from "./avatars/picture-turns";
import { createPasswords, type Passwords } from "./passwords/passwords";

interface Config {
  /** Who may create an account, unless the settings say otherwise. */
  readonly signUp: "open" | "invite" | "closed";
  /** Delays further sign-ins after wrong passwords. */
  readonly limitsAttempts: boolean;
}

export interface Identity extends Config {
  readonly passwords: Passwords;
  readonly pictures: PictureTurns;
}

declare module "@/server/kernel/live" {
  interface Live {
    readonly identity: Identity;
  }
}

/** What identity keeps for the life of the process: its configuration, and the queues of passwords and of pictures. */
export const createIdentity = (config: Config): Identity => ({
  ...config,
  passwords: createPasswords(2),
  pictures: createPictureTurns(),
});
