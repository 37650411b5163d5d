import { z } from "zod";
import { CreateSshKeyInput, SshKey } from "@/server/identity/contract";
import { PageInput, pageOf } from "@/server/kernel/contract";
import { RepoAddress } from "./repo";

/** An SSH key that opens one repository and nothing else. */
export const DeployKey = SshKey.extend({
  canWrite: z.boolean().describe("Whether it may push."),
  addedBy: z.string().nullable().describe("User name; the key never does more than this person may."),
});
export type DeployKey = z.infer<typeof DeployKey>;

export const ListDeployKeysInput = PageInput.extend(RepoAddress.shape);
export const DeployKeyPage = pageOf(DeployKey);
export const CreateDeployKeyInput = RepoAddress.extend(CreateSshKeyInput.shape).extend({
  canWrite: z.boolean().default(false).describe("Whether it may push."),
});
export const DeployKeyAddress = RepoAddress.extend({ keyId: z.uuid() });
