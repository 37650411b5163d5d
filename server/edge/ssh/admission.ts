import { networkOf } from "@/server/kernel";

export type Refusal = "too_many_connections" | "too_many_of_network";

interface Limits {
  /** Connections in all. */
  readonly connections: number;
  /** Connections from one network; `null`: as many as there are. */
  readonly perNetwork: number | null;
  /** Of those, connections that have not said who they are. */
  readonly strangersPerNetwork: number | null;
}

/** Counts who is connected, so that one network cannot take every place. */
export function createAdmission({ connections, perNetwork, strangersPerNetwork }: Limits) {
  const networks = new Map<string, { all: number; strangers: number }>();
  let open = 0;

  return {
    open: () => open,
    /** A place, or why there is none. Call `known` once somebody has signed in, and `leave` at the end. */
    enter(address: string): { readonly known: () => void; readonly leave: () => void } | Refusal {
      if (open >= connections) return "too_many_connections";
      const network = networkOf(address);
      const of = networks.get(network) ?? { all: 0, strangers: 0 };
      if (perNetwork !== null && of.all >= perNetwork) return "too_many_of_network";
      if (strangersPerNetwork !== null && of.strangers >= strangersPerNetwork) return "too_many_of_network";
      open += 1;
      of.all += 1;
      of.strangers += 1;
      networks.set(network, of);
      let isStranger = true;
      const known = () => {
        if (isStranger) of.strangers -= 1;
        isStranger = false;
      };
      return {
        known,
        leave() {
          known();
          open -= 1;
          of.all -= 1;
          if (of.all === 0) networks.delete(network);
        },
      };
    },
  };
}
