import type { UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import type { CreateRepoInput } from "@/server/hub/contract/repo";

/** The form before the contract has filled in what was left out. */
export type NewRepoValues = z.input<typeof CreateRepoInput>;
export type NewRepoForm = UseFormReturn<NewRepoValues, unknown, CreateRepoInput>;
