import type { Ctx } from "@/server/kernel";

/** Machines, or cards, of one kind that this installation computes with. */
export interface HardwareClass {
  readonly id: string;
  /** The name of the card; empty for the memory of the machine. */
  readonly title: string;
  readonly kind: "gpu" | "host";
  /** Of one card, or of the machine. */
  readonly memoryBytes: number;
  readonly devices: number;
}

/** Kinds of cards, the largest first, then the machine's own memory. */
export async function hardwareClasses({ live }: Ctx<"host">): Promise<HardwareClass[]> {
  const { gpus, memoryBytes } = await live.host.capacity();
  const kinds = Map.groupBy(gpus, ({ name, memoryBytes: memory }) => `${name} ${memory}`);
  const cards = [...kinds.values()].flatMap(([first, ...others]) =>
    first
      ? {
          ...{ id: slugOf(first.name), title: first.name, kind: "gpu" as const },
          ...{ memoryBytes: first.memoryBytes, devices: others.length + 1 },
        }
      : [],
  );
  const host = { id: "host", title: "", kind: "host" as const, memoryBytes, devices: 1 };
  return [...cards.toSorted((one, two) => two.memoryBytes - one.memoryBytes), host];
}

const slugOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
