declare module "@/server/kernel/live" {
  interface Live {
    readonly configuration: Configuration;
  }
}

/** One variable of the environment, as it was at the start of this process. */
export interface ConfigurationEntry {
  readonly name: string;
  /** `null` for a secret, and for what is not set. */
  readonly value: string | null;
  readonly isSecret: boolean;
  readonly isSet: boolean;
  readonly about: string;
}

/** What is fixed until the platform is started anew. */
export interface Configuration {
  readonly entries: readonly ConfigurationEntry[];
}

export const createConfiguration = (entries: readonly ConfigurationEntry[]): Configuration => ({ entries });
