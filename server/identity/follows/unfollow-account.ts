import { defineCommand } from "@/server/kernel";
import { AccountPath } from "../contract";
import { FollowState } from "../contract/account";
import { getOwner } from "../get-owner";
import { ownAccount } from "../own-account";
import { setFollow } from "./follow-account";

export const unfollowAccount = defineCommand({
  name: "identity.unfollowAccount",
  summary: "Stop following a person or an organization",
  http: { method: "DELETE", path: "/profiles/{name}/follow" },
  input: AccountPath,
  output: FollowState,
  async run(ctx, { name }) {
    const { userId: followerId } = await ownAccount(ctx);
    return setFollow(ctx, await getOwner(ctx, name), { followerId, isFollowing: false });
  },
});
