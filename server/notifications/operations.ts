import { listAccountActivity } from "./activity/list-account-activity";
import { listFeed } from "./activity/list-feed";
import { listRepoActivity } from "./activity/list-repo-activity";
import { countUnread } from "./count-unread";
import { endMails } from "./end-mails";
import { getPreferences } from "./get-preferences";
import { listNotifications } from "./list-notifications";
import { markRead } from "./mark-read";
import { updatePreferences } from "./update-preferences";

export const notificationsOperations = {
  countUnread,
  endMails,
  getPreferences,
  listAccountActivity,
  listFeed,
  listNotifications,
  listRepoActivity,
  markRead,
  updatePreferences,
};
