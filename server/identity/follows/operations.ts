import { followAccount } from "./follow-account";
import { listFollowers } from "./list-followers";
import { listFollowing } from "./list-following";
import { unfollowAccount } from "./unfollow-account";

export const followOperations = {
  followAccount,
  listFollowers,
  listFollowing,
  unfollowAccount,
};
