import { defineQuery, page } from "@/server/kernel";
import { PageInput, pageOf } from "@/server/kernel/contract";
import { SshKey } from "../contract";
import { ownAccount } from "../own-account";
import { listSshKeyRows } from "./store";

export const listSshKeys = defineQuery({
  name: "identity.listSshKeys",
  summary: "List your SSH keys, newest first",
  http: { method: "GET", path: "/ssh-keys" },
  input: PageInput,
  output: pageOf(SshKey),
  async run(ctx, input) {
    const { userId } = await ownAccount(ctx);
    return page(ctx, input, {
      list: "identity.listSshKeys",
      read: (after, limit) => listSshKeyRows(ctx.db, { userId }, { after, limit }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
  },
});
