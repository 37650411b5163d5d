declare module "@/server/kernel/live" {
  interface Live {
    readonly health: Health;
  }
}

export interface Part {
  readonly status: "ok" | "failing";
  readonly detail?: string;
}

/** Looks at one part now: a remark for people, or nothing. Throws, in words, when the part does not work. */
type Probe = () => Promise<string | undefined>;
export type Probes = Readonly<Record<string, Probe>>;
type Look = (probes: Probes) => Promise<Readonly<Record<string, Part>>>;

/** What this role can say of the platform: `/readyz` and the page of administrators ask the same. */
export interface Health {
  /** A part that only this role reaches. */
  watch(name: string, probe: Probe): void;
  /** Looks at every part now. */
  look: () => ReturnType<Look>;
}

export function createHealth(look: Look, common: Probes): Health {
  const probes: Record<string, Probe> = { ...common };
  return {
    watch(name, probe) {
      probes[name] = probe;
    },
    look: () => look(probes),
  };
}
