import { z } from "zod";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";

export const INSTALL_PHASES = ["waiting", "copying", "installing", "installed", "failed"] as const;
export const InstallPhase = z.enum(INSTALL_PHASES);
export type InstallPhase = z.infer<typeof InstallPhase>;

/** Reasons this context adds to its errors. */
export const COMPUTE_REASONS = ["pack_in_use", "pack_not_installable", "install_failed"] as const;
export type ComputeReason = (typeof COMPUTE_REASONS)[number];

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly compute: ComputeReason;
  }
}

const PackId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "Lower-case letters, digits and dashes");

/** `pack.json`, as `runtimes/README.md` describes it. */
export const PackManifest = z.object({
  id: PackId,
  title: z.string().min(1),
  version: z.string().regex(/^\d+\.\d+\.\d+[0-9A-Za-z.-]*$/),
  formats: z.array(z.string()),
  tasks: z.array(z.string()),
  platforms: z.array(z.string()).optional(),
  entry: z.string().regex(/^[\w.-]+$/),
  installedSizeBytes: z.int().positive(),
  install: z.object({
    files: z.array(z.string().regex(/^[\w.*-]+$/)),
    argv: z.array(z.string()).min(1),
    prune: z.record(z.string(), z.array(z.string())).default({}),
  }),
});
export type PackManifest = z.infer<typeof PackManifest>;

/** `installed.json`, the last file of an installation. */
export const PackStamp = z.object({ sizeBytes: z.int().min(0) });
export type PackStamp = z.infer<typeof PackStamp>;

export const RuntimePack = z.object({
  id: PackId,
  title: z.string(),
  version: z.string().describe("The version that comes with this platform."),
  formats: z.array(z.string()).describe("File formats it serves, such as gguf."),
  tasks: z.array(z.string()),
  installedVersion: z.string().nullable(),
  isInstallable: z.boolean().describe("Whether it works on this kind of machine."),
  sizeBytes: z.int().describe("Disk it will take when it is installed, about."),
  installedBytes: z.int().nullable().describe("Disk that the installed version takes."),
  usedBy: z.int().describe("Workloads that have a process of it."),
  install: z
    .object({
      phase: InstallPhase,
      percent: z.int(),
      message: z.string().nullable(),
      updatedAt: z.date(),
    })
    .nullable()
    .describe("The latest installation, while it runs and afterwards."),
});
export type RuntimePack = z.infer<typeof RuntimePack>;

export const ListRuntimePacksInput = PageInput;
export const RuntimePackPage = pageOf(RuntimePack);
export const RuntimePackInput = z.strictObject({ id: Text.min(1).max(64) });

export const HostCapacity = z.object({
  cores: z.number().describe("Processors this installation may use."),
  memoryBytes: z.int().describe("Memory of the machine, or of the control group that limits us."),
  availableMemoryBytes: z.int(),
  diskBytes: z.int(),
  availableDiskBytes: z.int(),
  gpus: z.array(z.object({ name: z.string(), memoryBytes: z.int() })),
  sandbox: z.enum(["bubblewrap", "prlimit", "none"]).describe("The wall around programs that serve models."),
  limitsMemory: z.boolean().describe("Whether a program's memory can be limited here."),
  limitsCpu: z.boolean(),
});
export type HostCapacity = z.infer<typeof HostCapacity>;

export const GetHostCapacityInput = z.strictObject({});
