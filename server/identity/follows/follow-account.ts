import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand, publish } from "@/server/kernel";
import { AccountPath, type AccountSummary } from "../contract";
import { FollowState } from "../contract/account";
import { followChanged } from "../events";
import { getOwner } from "../get-owner";
import { ownAccount } from "../own-account";
import { followStateOf, putFollow, removeFollow } from "./store";

/** Follows live in `identity`: they join accounts to accounts, and profiles show their counts. */
export const followAccount = defineCommand({
  name: "identity.followAccount",
  summary: "Follow a person or an organization",
  http: { method: "PUT", path: "/profiles/{name}/follow" },
  input: AccountPath,
  output: FollowState,
  async run(ctx, { name }) {
    const { userId: followerId } = await ownAccount(ctx);
    const account = await getOwner(ctx, name);
    if (account.id === followerId) throw new DomainError("invalid", "You cannot follow yourself");
    return setFollow(ctx, account, { followerId, isFollowing: true });
  },
});

interface Wish {
  readonly followerId: string;
  readonly isFollowing: boolean;
}

/** Doing it twice changes nothing. */
export function setFollow(ctx: Ctx, account: AccountSummary, { followerId, isFollowing }: Wish) {
  return atomically(ctx, async (ctx) => {
    const follow = { followerId, accountId: account.id };
    const hasChanged = isFollowing ? await putFollow(ctx, follow) : await removeFollow(ctx.db, follow);
    const { followerCount } = await followStateOf(ctx, account.id);
    const target = { kind: account.kind, id: account.id, name: account.name, ownerId: followerId };
    if (hasChanged) await publish(ctx, followChanged, follow);
    if (hasChanged) await audit(ctx, isFollowing ? "account.followed" : "account.unfollowed", target);
    return { isFollowing, followerCount };
  });
}
